"""`wirecopy diff`: what clean would change, as a unified diff."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from wirecopy import api
from wirecopy.cli import FOUND, OK
from wirecopy.cli.inputs import BadInput, read
from wirecopy.cli.options import add_input_options, config_for, make_parser
from wirecopy.cli.run import complain
from wirecopy.model import Source

if TYPE_CHECKING:
    import argparse


def parser() -> argparse.ArgumentParser:
    """Return the options of `diff`."""
    made = make_parser("diff", "Show what clean would change, as a unified diff. Exits 1 if there is anything.")
    add_input_options(made)
    return made


def run(args: argparse.Namespace) -> int:
    """Print one diff for each input that would change."""
    code = OK
    for item in read(args.paths):
        if isinstance(item, BadInput):
            code = complain(f"{item.name}: {item.why}")
            continue
        config = config_for(args, Path(item.name).parent)
        source = Source(item.raw, media=args.media, lang=args.lang or config.lang, url=args.url, path=item.name)
        result = api.clean(source, config=config)
        before, after = source.text.splitlines(keepends=True), result.text.splitlines(keepends=True)
        for line in difflib.unified_diff(before, after, item.name, f"{item.name} (cleaned)"):
            ended = line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"
            sys.stdout.write(ended.encode("utf-8", "backslashreplace").decode())
            code = code or FOUND
    return code
