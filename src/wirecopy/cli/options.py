"""Options that several subcommands share, and the configuration they make."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from wirecopy import config as configuration
from wirecopy.config import Config, ConfigError
from wirecopy.model import Safety

LEVELS = [level.name.lower() for level in Safety if level is not Safety.SUGGESTION]


def make_parser(name: str, description: str) -> argparse.ArgumentParser:
    """Return a subcommand's parser."""
    return argparse.ArgumentParser(prog=f"wirecopy {name}", description=description, allow_abbrev=False)


def add_input_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what is read, and how it is looked at."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="file to read, a folder, or - for standard input")
    parser.add_argument("--media", choices=["text", "html"], help="what the input is (default: found out)")
    parser.add_argument("--lang", help="language of the article, as ISO 639-1 code (default: found out)")
    parser.add_argument("--url", help="where the document was fetched")
    parser.add_argument("--config", type=Path, help="configuration file (default: the nearest one upwards)")
    parser.add_argument(
        "--select", action="append", metavar="RULE", help="only these rules or families; may be repeated"
    )
    parser.add_argument(
        "--ignore", action="append", metavar="RULE", help="not these rules or families; may be repeated"
    )
    parser.add_argument("--passes", help="passes to run, with commas between them")
    parser.add_argument(
        "--grammar", action="store_true", help="run LanguageTool too (needs wirecopy[grammar] and Java)"
    )
    parser.add_argument("--fix-level", choices=LEVELS, help="how safe a fix must be to be applied (default: likely)")


def config_for(args: argparse.Namespace, folder: Path) -> Config:
    """Return the configuration for inputs in `folder`, with the command line's say on top.

    Raises:
        ConfigError: the file cannot be used.

    """
    path = args.config or configuration.find(folder.resolve())
    if args.config and not args.config.is_file():
        raise ConfigError(f"{args.config}: no such file")
    config = configuration.load(path) if path else Config()
    changes: dict[str, object] = {}
    if args.select:
        changes["select"] = tuple(args.select)
    if args.ignore:
        changes["ignore"] = (*config.ignore, *args.ignore)
    if args.passes:
        changes["passes"] = tuple(name.strip() for name in args.passes.split(","))
    if args.grammar:
        changes["grammar"] = True
    if args.fix_level:
        changes["fix_level"] = Safety[args.fix_level.upper()]
    return replace(config, **changes)  # type: ignore[arg-type]
