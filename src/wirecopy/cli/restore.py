"""`wirecopy restore`: the original bytes from a cleaned text and its report."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from wirecopy.cli import OK
from wirecopy.cli.options import make_parser
from wirecopy.cli.run import complain
from wirecopy.engine.restore import RestoreError, restore
from wirecopy.text.files import write_atomically

if TYPE_CHECKING:
    import argparse


def parser() -> argparse.ArgumentParser:
    """Return the options of `restore`."""
    made = make_parser("restore", "Give back the original bytes of a cleaned file.")
    made.add_argument("cleaned", type=Path, help="the cleaned text")
    made.add_argument("report", type=Path, help="its report")
    made.add_argument("-o", "--output", type=Path, help="file to write (default: standard output)")
    return made


def run(args: argparse.Namespace) -> int:
    """Restore; nothing is written unless both checksums hold."""
    try:
        text = args.cleaned.read_bytes().decode("utf-8", "surrogatepass")
        report = json.loads(args.report.read_text("utf-8"))
        raw = restore(text, report)
    except OSError as error:
        return complain(f"{error.filename}: {error.strerror}")
    except UnicodeDecodeError:
        return complain(f"{args.cleaned}: not UTF-8, so not a text that wirecopy wrote")
    except json.JSONDecodeError as error:
        return complain(f"{args.report}:{error.lineno}: not JSON: {error.msg}")
    except RestoreError as error:
        return complain(f"{args.cleaned}: {error}")
    if args.output:
        write_atomically(args.output, raw)
    else:
        sys.stdout.buffer.write(raw)
    return OK
