"""Read reports with the cleaned texts that belong to them: files that `clean` wrote, folders of them, rows of datasets."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from wirecopy.batch.sources import is_dataset

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
        elif path.is_file() and is_dataset(path):
            yield from _dataset(path)
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


def _dataset(path: Path) -> Iterator[Reported | BadReport]:
    """Yield the rows of a packed or columnar output."""
    from wirecopy.batch.places import MissingExtraError
    from wirecopy.batch.reading import Reading
    from wirecopy.batch.record import Problem
    from wirecopy.batch.sources import read

    try:
        for record in read([str(path)], Reading(text_column="text")):
            name = str(path.parent / record.id)
            if isinstance(record, Problem):
                yield BadReport(name, record.why)
            else:
                text = record.data if isinstance(record.data, str) else record.data.decode("utf-8", "surrogatepass")
                yield _reported(name, {**(record.row or {}), "text": text})
    except MissingExtraError as error:
        yield BadReport(str(path), str(error))


def _row(name: str, line: str) -> Reported | BadReport:
    try:
        return _reported(name, json.loads(line))
    except json.JSONDecodeError as error:
        return BadReport(name, f"not JSON: {error}")


def _reported(name: str, row: Mapping[str, Any]) -> Reported | BadReport:
    try:
        report = row["report"]
        if isinstance(report, str):
            report = json.loads(report)
        return Reported(name, report, row["text"])
    except (json.JSONDecodeError, KeyError, TypeError):
        return BadReport(name, "not a row with 'text' and 'report', as `wirecopy clean -o FILE.jsonl` writes them")
