"""Read reports with the cleaned texts that belong to them: files that `clean` wrote, folders of them, rows of datasets."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SUFFIX = ".report.json"


class Reported(NamedTuple):
    """A report with its cleaned text."""

    name: str
    report: Mapping[str, Any]
    text: str


class BadReport(NamedTuple):
    """What could not be read, and why."""

    name: str
    why: str


def read_reports(paths: Iterable[str]) -> Iterator[Reported | BadReport]:
    """Yield the reports that `paths` name, in order."""
    for name in paths:
        path = Path(name)
        if path.is_dir():
            files = sorted(path.rglob(f"*{SUFFIX}"))
            yield from (_read(file) for file in files)
            if not files:
                yield BadReport(name, f"no file in this folder ends in {SUFFIX}")
        elif path.suffix == ".jsonl":
            yield from _rows(path)
        else:
            yield _read(path)


def _read(path: Path) -> Reported | BadReport:
    try:
        report = json.loads(path.read_text("utf-8"))
        wanted = report["restore"]["text_sha256"]
    except OSError as error:
        return BadReport(str(path), error.strerror or "cannot be read")
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        return BadReport(str(path), f"not JSON: {error}")
    except (KeyError, TypeError):
        return BadReport(str(path), "not a report that wirecopy wrote")
    for candidate in _texts(path, report):
        if candidate.is_file():
            raw = candidate.read_bytes()
            if sha256(raw).hexdigest() == wanted:
                return Reported(str(path), report, raw.decode("utf-8", "surrogatepass"))
    return BadReport(str(path), "its cleaned text is not beside it (or was edited since)")


def _texts(path: Path, report: Mapping[str, Any]) -> Iterator[Path]:
    """Yield where the cleaned text of a report may be: the names that `clean` gives."""
    stem = path.name.removesuffix(SUFFIX)
    yield from (path.with_name(stem + ending) for ending in (".clean.txt", ".txt", ".clean.md", ".md", ""))
    if path.parent.name == ".wirecopy" and report["source"]["path"]:
        yield path.parent.parent / Path(report["source"]["path"]).name


def _rows(path: Path) -> Iterator[Reported | BadReport]:
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _row(f"{path}:{number}", line)
    except (OSError, UnicodeDecodeError) as error:
        yield BadReport(str(path), f"cannot be read: {error}")


def _row(name: str, line: str) -> Reported | BadReport:
    try:
        row = json.loads(line)
        report = row["report"]
        if isinstance(report, str):
            report = json.loads(report)
        return Reported(name, report, row["text"])
    except (json.JSONDecodeError, KeyError, TypeError):
        return BadReport(name, "not a row with 'text' and 'report', as `wirecopy clean -o FILE.jsonl` writes them")
