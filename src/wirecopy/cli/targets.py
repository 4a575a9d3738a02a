"""Where `clean` writes what comes of an input, one document at a time; never over an input, another one's text or an edited one."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.cli.inputs import STDIN

if TYPE_CHECKING:
    import argparse

    from wirecopy.cli.inputs import Input


TEXTS = (".txt", ".md", ".text")
"""What the name of an output ends in that is the file of one text; any other is a folder."""


class ClashError(ValueError):
    """A place that is not free; the message says why, and what to do."""


class Targets:
    """Gives each input its places, and remembers them."""

    def __init__(self, args: argparse.Namespace) -> None:
        self._output: str | None = args.output
        self._report: Path | None = args.report
        self._reports: bool = not args.no_reports
        self._from: dict[Path, str] = {}

    def of(self, item: Input, ending: str) -> tuple[Path | None, Path | None]:
        """Return where text and report go; None for the text: standard output; None for the report: nowhere.

        Raises:
            ClashError: the text would overwrite the input, what came of another one in this run, or, unless the output
                names this very file, a file that is not as an earlier run left it.

        """
        if self._output == STDIN or (self._output is None and item.standard):
            return None, self._report
        if self._output is None:
            path = Path(item.name)
            target = path.with_name(path.stem + ".clean" + ending)
            report = path.with_name(path.stem + ".report.json")
        elif names_a_text(self._output):
            target = Path(self._output)
            report = target.with_suffix(".report.json")
        else:
            target = Path(self._output) / item.relative.with_suffix(ending)
            report = target.with_suffix(".report.json")
        if not item.standard and target.exists() and target.samefile(item.name):
            raise ClashError(
                f"its cleaned text would overwrite it in {self._output}: name another output, or use --in-place"
            )
        other = self._from.setdefault(target, item.name)
        if other != item.name:
            raise ClashError(
                f"{target} holds what came of {other}: clean the folder above both, or each with its own -o"
            )
        if not self._reports:  # nothing tells what was written here before
            return target, None
        return target, self._spared(item, target, self._report or report)

    def _spared(self, item: Input, target: Path, report: Path) -> Path:
        """Return the report's place. Raises ClashError where text or report would be lost that are not of an earlier run."""
        earlier = _read_report(report)
        if not (self._output and names_a_text(self._output)) and not _is_ours(target, earlier):
            raise ClashError(
                f"{target} was edited since it was cleaned, or no report tells that it is ours: move it away, or name another output"
            )
        if self._report is None and report.is_file():
            if earlier is None:
                raise ClashError(f"{report} is no report: move it away, or name another place with --report")
            if earlier.path and not item.standard and Path(earlier.path).name != Path(item.name).name:
                raise ClashError(f"{target} holds what came of {earlier.path}: name another output")
        return report


def _is_ours(target: Path, earlier: _Earlier | None) -> bool:
    """Tell whether a text can be replaced: it is not there, is empty, or is the one that the report was written for."""
    if not target.is_file() or not target.stat().st_size:
        return True
    return earlier is not None and earlier.text_sha256 == sha256(target.read_bytes()).hexdigest()


class _Earlier(NamedTuple):
    """What a report tells of the run that wrote it."""

    path: str | None = None
    text_sha256: str | None = None


def _read_report(report: Path) -> _Earlier | None:
    """Return what a report tells; None for what is none, or not there."""
    if not report.is_file():
        return None
    raw = report.read_bytes()
    if not raw:
        return _Earlier()
    try:
        data = json.loads(raw)
        return _Earlier(data["source"]["path"], data["restore"].get("text_sha256"))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def names_a_text(output: str) -> bool:
    """Tell whether an output is the file of one text."""
    return output.lower().endswith(TEXTS) and not Path(output).is_dir()
