"""The examples of docs/scale.md run as they stand."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
@pytest.mark.engines
@pytest.mark.parametrize("name", ["polars_clean", "duckdb_clean", "ray_data_clean", "spark_clean"])
def test_example(root: Path, name: str) -> None:
    script = root / "docs" / "examples" / f"{name}.py"
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "The ferry left at 8.\\n" in done.stdout.splitlines()[-1]
    assert "Related Posts" not in done.stdout
