"""The way back after cleaning in place: a folder `.wirecopy/` beside the file, its entries named by content.

An entry is a report (`.json`) and the original bytes (`.orig`), named by the SHA-256 of cleaned text and original, so
that cleaning again, renaming the file or cleaning two files to the same text overwrites nothing.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from wirecopy.text.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = ".wirecopy"


def keep(path: Path, text: bytes, source: bytes, report: Mapping[str, object]) -> Path:
    """Store what leads from the cleaned `text` of the file at `path` back to `source`; return where the report is."""
    folder = path.parent / FOLDER
    ignore = folder / ".gitignore"
    if not ignore.exists():
        write_atomically(ignore, b"# The way back from cleaned files: wirecopy restore FILE\n*\n")
    entry = folder / f"{_name(text)}-{_name(source)}.json"
    write_atomically(entry.with_suffix(".orig"), source)
    write_atomically(entry, json.dumps(report, indent=1).encode() + b"\n")
    return entry


def reports_for(path: Path) -> list[Path]:
    """Return the reports that lead back from the present content of a file, the best first: of its name, then the newest."""
    entries = (path.parent / FOLDER).glob(f"{_name(path.read_bytes())}-*.json")
    return sorted(entries, key=lambda entry: (_is_of(entry, path), entry.stat().st_mtime_ns), reverse=True)


def originals_of(path: Path) -> list[Path]:
    """Return the originals that were kept for a file of this name, whatever it holds now, newest first."""
    entries = (entry.with_suffix(".orig") for entry in (path.parent / FOLDER).glob("*.json") if _is_of(entry, path))
    found = [original for original in entries if original.is_file()]
    return sorted(found, key=lambda entry: entry.stat().st_mtime_ns, reverse=True)


def _is_of(entry: Path, path: Path) -> bool:
    """Tell whether a report was written for a file of the name of `path`; an unreadable one was not."""
    try:
        return Path(json.loads(entry.read_text("utf-8"))["source"]["path"]).name == path.name
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _name(content: bytes) -> str:
    return sha256(content).hexdigest()[:16]
