"""How old compiled rules are: a fingerprint of the YAML files, read without PyYAML since every start does it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

STAMP = "stamp.json"
PHRASES = "phrases"
"""The folder of tables that phrases are looked up in, one a family."""
FORMAT = 14
"""Goes up when the same YAML is compiled to something else."""


def fingerprint(folder: Path) -> list[int]:
    """Return what changes when a rule file is added, removed or written: the format, their number and newest time (ns)."""
    count = newest = 0
    pending = [str(folder)]
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    pending.append(entry.path)
                elif entry.name.endswith(".yaml"):
                    count += 1
                    newest = max(newest, entry.stat().st_mtime_ns)
    return [FORMAT, count, newest]
