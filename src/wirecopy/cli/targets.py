"""Where `clean` writes what comes of an input, one document at a time; never over an input, never over another one's text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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
            ClashError: the text would overwrite the input, or what came of another one in this run.

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
        return target, (self._report or report) if self._reports else None


def names_a_text(output: str) -> bool:
    """Tell whether an output is the file of one text."""
    return output.lower().endswith(TEXTS) and not Path(output).is_dir()
