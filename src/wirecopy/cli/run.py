"""Run one subcommand: expected failures become one line on stderr and exit code 2, never a traceback."""

from __future__ import annotations

import os
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from wirecopy.cli import ERROR
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    import argparse

_OPTION = lazy(r"(?:-|-[A-Za-z]|--|--[a-z][a-z-]*(?:=.*)?)\Z", re.DOTALL)


class Command(Protocol):
    """What a subcommand's module offers."""

    def parser(self) -> argparse.ArgumentParser:
        """Return the parser of its options."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it; return the exit code."""


def guarded(name: str, argv: list[str]) -> int:
    """Run the subcommand `name`; errors that a user can mend are told in a line."""
    from wirecopy.config import ConfigError
    from wirecopy.plugins import PluginError
    from wirecopy.rulebook import RuleError

    if sys.stdout is None:  # so Python has it where the descriptor is closed
        return complain("standard output is closed; `> /dev/null` drops what is printed")
    command = cast("Command", import_module(f"wirecopy.cli.{name}"))
    try:
        code = command.run(command.parser().parse_args(_with_dashed_files(argv)))
        sys.stdout.flush()
    except (ConfigError, PluginError, RuleError) as error:
        return complain(str(error))
    except BrokenPipeError:
        # The reader has gone (`| head`): not an error of ours. Keep the interpreter from flushing into the pipe again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ERROR
    except OSError as error:
        return complain(f"{error.filename or 'standard output'}: {error.strerror or error}")
    except KeyboardInterrupt:
        return complain("interrupted")
    return code


def _with_dashed_files(argv: list[str]) -> list[str]:
    """Return the arguments with `./` before what begins with a dash, is no option to look at, and is a file.

    Hooks append the names of files without a `--` before them.
    """
    plain = argv.index("--") if "--" in argv else len(argv)
    dashed = [
        f"./{arg}" if arg.startswith("-") and not _OPTION.match(arg) and Path(arg).exists() else arg
        for arg in argv[:plain]
    ]
    return dashed + argv[plain:]


def complain(message: str) -> int:
    """Print an error as one line; return the exit code for errors."""
    print(f"wirecopy: error: {message}", file=sys.stderr)
    return ERROR
