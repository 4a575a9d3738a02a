"""What the tests of batches share: a run with its output read back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from wirecopy.batch.job import Job, run
from wirecopy.config import Config

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from wirecopy.batch.summary import Summary


class Batch:
    """Runs batches in this process, below one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def rows(self, name: str, *rows: Mapping[str, object]) -> str:
        """Write rows as JSON lines; return the path."""
        path = self.folder / name
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        return str(path)

    def files(self, name: str, **files: str) -> str:
        """Write files (`a__b` is b.txt in a folder a); return the path of their folder."""
        folder = self.folder / name
        for key, text in files.items():
            path = folder.joinpath(*key.split("__")).with_suffix(".txt")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return str(folder)

    def run(self, *paths: str, out: str = "out.jsonl", config: Config | None = None, **options: object) -> Summary:
        """Run a batch without workers, unless told otherwise."""
        settings: dict[str, object] = {"jobs": 0, **options}
        target = out if "://" in out else self.folder / out
        return run(Job(paths, target, config or Config(), **settings))  # type: ignore[arg-type]

    def out(self, name: str = "out.jsonl") -> list[dict[str, object]]:
        """Return the rows of an output of JSON lines."""
        return [json.loads(line) for line in (self.folder / name).read_text("utf-8").splitlines()]


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    """Batches below a folder of the test's own."""
    return Batch(tmp_path)
