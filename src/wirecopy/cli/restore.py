"""`wirecopy restore`: the original bytes of a file that was cleaned in place, or from a cleaned text and its report."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from wirecopy.cli import OK, vault
from wirecopy.cli.options import make_parser
from wirecopy.cli.run import complain
from wirecopy.engine.restore import RestoreError, restore
from wirecopy.text.files import write_atomically

if TYPE_CHECKING:
    import argparse


def parser() -> argparse.ArgumentParser:
    """Return the options of `restore`."""
    made = make_parser(
        "restore",
        "Give back the original bytes: of a file that was cleaned in place (it is put back), or of a cleaned text and its report.",
    )
    made.add_argument("cleaned", type=Path, metavar="FILE", help="the cleaned text")
    made.add_argument(
        "report",
        type=Path,
        nargs="?",
        metavar="REPORT",
        help="its report (default: what is kept in .wirecopy/ beside it)",
    )
    made.add_argument(
        "-o", "--output", metavar="FILE", help="file to write, or - for standard output (the default with a report)"
    )
    made.add_argument(
        "--force", action="store_true", help="put the kept original back although the file was edited since"
    )
    return made


def run(args: argparse.Namespace) -> int:
    """Restore; nothing is written unless both checksums hold."""
    try:
        raw = _forced(args.cleaned) if args.force and not args.report else _restored(args.cleaned, args.report)
    except OSError as error:
        return complain(f"{error.filename}: {error.strerror}")
    except RestoreError as error:
        return complain(str(error))
    target = args.output or ("-" if args.report else str(args.cleaned))
    if target == "-":
        sys.stdout.buffer.write(raw)
        return OK
    try:
        write_atomically(Path(target), raw)
    except OSError as error:
        return complain(f"{error.filename or target}: cannot be written: {error.strerror}")
    if not args.report:
        print(f"{args.cleaned}: the original is back ({len(raw)} bytes) -> {target}", file=sys.stderr)
    return OK


def _restored(cleaned: Path, report: Path | None) -> bytes:
    """Return the original bytes.

    Raises:
        RestoreError: text and report do not belong together, or there is no report.
        OSError: a file cannot be read.

    """
    raw = cleaned.read_bytes()
    if report and not report.exists():
        _refuse_without_reports(cleaned)
    if not report and any(original.read_bytes() == raw for original in vault.originals_of(cleaned)):
        return raw  # it is back already
    report = report or _kept(cleaned)
    try:
        return restore(raw.decode("utf-8", "surrogatepass"), json.loads(report.read_text("utf-8")))
    except UnicodeDecodeError as error:
        raise RestoreError(f"{cleaned}: not UTF-8, so not a text that wirecopy wrote") from error
    except json.JSONDecodeError as error:
        raise RestoreError(f"{report}:{error.lineno}: not JSON: {error.msg}") from error
    except RestoreError as error:
        raise RestoreError(f"{cleaned}: {error}") from error


def _kept(cleaned: Path) -> Path:
    reports = vault.reports_for(cleaned)
    if reports:
        return reports[0]
    if vault.originals_of(cleaned):
        raise RestoreError(
            f"{cleaned}: was edited since it was cleaned. `wirecopy restore --force {cleaned}` puts the original back "
            "all the same; with -o FILE it goes elsewhere and this file stays"
        )
    _refuse_without_reports(cleaned)
    raise RestoreError(
        f"{cleaned}: nothing about it in {cleaned.parent / vault.FOLDER}; name its report: wirecopy restore FILE REPORT"
    )


def _refuse_without_reports(cleaned: Path) -> None:
    """Raise RestoreError if the text comes from a batch that wrote no reports."""
    from wirecopy.batch.journal import NAME, Journal

    path = cleaned.resolve()
    sides = [path.with_name(path.name + vault.FOLDER), *(parent / vault.FOLDER for parent in path.parents)]
    if any(Journal(side / NAME).begun().get("reports") is False for side in sides):
        raise RestoreError(f"{cleaned}: was cleaned with --no-reports: nothing leads back to the original")


def _forced(cleaned: Path) -> bytes:
    originals = [*(entry.with_suffix(".orig") for entry in vault.reports_for(cleaned)), *vault.originals_of(cleaned)]
    if not originals:
        raise RestoreError(f"{cleaned}: no original of it in {cleaned.parent / vault.FOLDER}")
    return originals[0].read_bytes()
