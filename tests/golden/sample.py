"""A sample: a source in the manner of a real scrape, its cleaned text written by hand, and the report of a run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import wirecopy

SAMPLES = Path(__file__).parent.parent.parent / "samples"


class Sample(NamedTuple):
    """The folder of one sample."""

    folder: Path

    @property
    def source(self) -> Path:
        """The scraped file."""
        return next(path for path in sorted(self.folder.iterdir()) if path.stem == "source")

    @property
    def cleaned(self) -> str:
        """The right answer, written by hand."""
        return (self.folder / "cleaned.txt").read_bytes().decode("utf-8")

    @property
    def report_path(self) -> Path:
        """Where the expected report is kept."""
        return self.folder / "report.json"

    @property
    def report(self) -> str:
        """The expected report; empty when there is none yet."""
        return self.report_path.read_text("utf-8") if self.report_path.exists() else ""

    def run(self) -> tuple[str, str]:
        """Return the text and the report that the default pipeline gives today."""
        result = wirecopy.clean(self.source.read_bytes())
        return result.text, json.dumps(stable(result.report()), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def stable(value: object) -> object:
    """Return a report without what may differ while it says the same: versions, and digits beyond the second."""
    if isinstance(value, dict):
        return {key: stable(item) for key, item in value.items() if key not in {"wirecopy", "version"}}
    if isinstance(value, list):
        return [stable(item) for item in value]
    return round(value, 2) if isinstance(value, float) else value


def find() -> list[Sample]:
    """Return the samples, sorted by name."""
    return [Sample(path) for path in sorted(SAMPLES.iterdir()) if path.is_dir()]
