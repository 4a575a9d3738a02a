"""The command line. `main` is as light as can be: a subcommand's module is imported when it is called."""

from __future__ import annotations

import gc
import sys

from wirecopy import __version__

COMMANDS = {
    "clean": "write the cleaned text and a report of every change",
    "check": "report findings, change nothing",
    "diff": "show what clean would change",
    "restore": "give the original bytes back",
    "report": "make a page to look at from reports",
    "rules": "list, explain and test rules",
    "learn": "find the lines that repeat on a site and write them into a pack",
    "config": "show what is in force, and where each value came from",
    "cache": "tell where results of earlier runs are kept, or remove them",
    "server": "check articles while they are edited: a language server for editors",
    "grammar": "keep a LanguageTool server for all runs: start, stop, status",
    "completion": "print a script that completes commands in your shell",
    "doctor": "tell what is installed and reachable",
}
OK, FOUND, ERROR = 0, 1, 2
"""Exit codes: done (or nothing found), findings, an error."""


def main(argv: list[str] | None = None) -> int:
    """Run the command line and return the exit code."""
    args = sys.argv[1:] if argv is None else argv
    if args and args[0] in {"--version", "-V"}:
        print(f"wirecopy {__version__}")
        return OK
    if not args or args[0] in {"--help", "-h", "help"}:
        print(_help())
        return OK if args else ERROR
    if args[0] not in COMMANDS:
        from difflib import get_close_matches

        near = get_close_matches(args[0], COMMANDS, 1)
        hint = f"; did you mean {near[0]!r}?" if near else "; see wirecopy --help"
        print(f"wirecopy: unknown command {args[0]!r}{hint}", file=sys.stderr)
        return ERROR
    # A start makes many objects and no garbage: by default the collector would look through them a dozen times, and once
    # more at the end, when they go with the process.
    gc.set_threshold(100_000, 20, 20)
    from wirecopy.cli.run import guarded

    code = guarded(args[0], args[1:])
    gc.freeze()
    return code


def _help() -> str:
    rows = "\n".join(f"  {name:<12}{what}" for name, what in COMMANDS.items())
    return f"""wirecopy {__version__}: the copy desk for scraped news

usage: wirecopy COMMAND [OPTIONS] ...

commands:
{rows}

wirecopy COMMAND --help tells more of each."""
