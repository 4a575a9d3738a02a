"""`wirecopy diff`: what clean would change, as a unified diff."""

from __future__ import annotations

import difflib
import sys
from typing import TYPE_CHECKING

from wirecopy.cli import ERROR, FOUND, OK
from wirecopy.cli.options import add_input_options, make_parser
from wirecopy.cli.session import Session

if TYPE_CHECKING:
    import argparse

    from wirecopy.model import Result


def parser() -> argparse.ArgumentParser:
    """Return the options of `diff`."""
    made = make_parser("diff", "Show what clean would change, as a unified diff. Exits 1 if there is anything.")
    add_input_options(made)
    made.add_argument("--exit-zero", action="store_true", help="exit 0 whatever would change")
    return made


def run(args: argparse.Namespace) -> int:
    """Print one diff for each input that would change."""
    session, code = Session(args), OK
    for item, result in session.results(args.paths):
        if write_diff(result, item.name) and not args.exit_zero:
            code = FOUND
    session.close()
    return ERROR if session.failed else code


def write_diff(result: Result, name: str) -> bool:
    """Print what changed in one document, if anything; tell whether there was."""
    before, after = result.source.text.splitlines(keepends=True), result.text.splitlines(keepends=True)
    changed = False
    for line in difflib.unified_diff(before, after, name, f"{name} (cleaned)"):
        changed = True
        ended = line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"
        sys.stdout.write(ended.encode("utf-8", "backslashreplace").decode())
    return changed
