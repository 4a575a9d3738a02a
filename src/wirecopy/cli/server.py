"""`wirecopy server`: the language server, for editors. Talks over standard input and output until the editor ends it."""

from __future__ import annotations

import os
import sys
from contextlib import redirect_stdout
from typing import TYPE_CHECKING

from wirecopy.cli import OK
from wirecopy.cli.options import add_config_options, make_parser
from wirecopy.cli.run import complain
from wirecopy.cli.session import Session

if TYPE_CHECKING:
    import argparse


def parser() -> argparse.ArgumentParser:
    """Return the options of `server`."""
    made = make_parser(
        "server", "Check articles while they are edited: a language server on standard input and output."
    )
    made.add_argument("--stdio", action="store_true", help="taken and ignored: there is no other way to talk")
    add_config_options(made)
    return made


def run(args: argparse.Namespace) -> int:
    """Serve until the editor ends it."""
    try:
        from wirecopy.server.protocol import make
    except ImportError as error:
        if error.name not in {"pygls", "lsprotocol"}:
            raise
        return complain("the language server needs pygls: pip install 'wirecopy[server]'")
    server = make(lambda: Session(args).config_for)
    with (
        os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out,
        redirect_stdout(sys.stderr),
    ):  # a stray print would break a message
        try:
            server.start_io(sys.stdin.buffer, out)
        finally:
            server.close()
    return OK
