"""Under Ray the outputs are those of the local engine, byte for byte."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
@pytest.mark.engines
def test_ray_and_local_workers_give_the_same_bytes(tmp_path: Path) -> None:
    source = tmp_path / "pages.jsonl"
    rows = ({"text": f"Report {number}.\r\n\r\nRelated Posts\n", "n": number} for number in range(100))
    source.write_text("".join(json.dumps(row) + "\n" for row in rows) + "{broken\n", "utf-8")
    outputs = []
    for engine in ("local", "ray"):
        out = tmp_path / f"{engine}.jsonl"
        command = [sys.executable, "-m", "wirecopy", "clean", source, "-o", out, "--engine", engine, "-q"]
        assert subprocess.run(list(map(str, command)), check=False, timeout=300).returncode == 2  # the broken row
        outputs.append(out.read_bytes())
    assert outputs[0] == outputs[1]
    assert outputs[0].count(b"\n") == 101
