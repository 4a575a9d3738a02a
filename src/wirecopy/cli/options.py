"""Options that several subcommands share, and the say that they have over the configuration."""

from __future__ import annotations

import argparse
import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from wirecopy.config.keys import FORMS, LEVELS, SEVERITIES, language
from wirecopy.config.problems import KeyProblemError
from wirecopy.model import Safety, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirecopy.config import Config


def make_parser(name: str, description: str) -> argparse.ArgumentParser:
    """Return a subcommand's parser."""
    return _Parser(prog=f"wirecopy {name}", description=description, allow_abbrev=False, formatter_class=Formatter)


_ELSEWHERE = {
    "--fix": "`wirecopy clean` repairs (--in-place: the files themselves)",
    "--diff": "`wirecopy diff` shows what `wirecopy clean` would change",
}
"""Options that other linters have where wirecopy has a command."""


class Formatter(argparse.HelpFormatter):
    """Finds the width of the terminal without `shutil`, which takes longer to import than all options to declare."""

    def __init__(self, prog: str, width: int | None = None) -> None:
        super().__init__(prog, width=width or _columns() - 2)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        """Leave the lines of examples as they are."""
        return text if "\n" in text else super()._fill_text(text, width, indent)


def _columns() -> int:
    with suppress(ValueError):
        return int(os.environ.get("COLUMNS", ""))
    with suppress(OSError, AttributeError, ValueError):
        assert sys.__stdout__
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80
    return 80


class _Parser(argparse.ArgumentParser):
    """Tells a mistake in one line, with what may have been meant."""

    def format_help(self) -> str:
        """Return the help, with examples below the options."""
        from wirecopy.cli.helped import below

        self.epilog = below(self.prog.removeprefix("wirecopy "))
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Print the mistake and stop with exit code 2."""
        hints = next((f"; {_ELSEWHERE[word]}" for word in message.split() if word in _ELSEWHERE), "")
        if not hints and ("unrecognized arguments" in message or "invalid choice" in message):
            from difflib import get_close_matches

            known = (
                re.findall(r"--[a-z][a-z-]+", self.format_help())
                if "unrecognized" in message
                else re.findall(r"'([^']*)'", message)[1:]
            )
            wrong = re.search(r"invalid choice: '([^']*)'|unrecognized arguments: ([^\s=]+)", message)
            near = get_close_matches((wrong[1] or wrong[2]) if wrong else "", known, 1)
            hints = f"; did you mean {near[0]!r}?" if near else ""
        self.exit(2, f"{self.prog}: error: {message}{hints}\n(see {self.prog} --help)\n")


def add_input_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what is read, and how it is looked at."""
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="file, folder, dataset (.jsonl, .csv, .tsv, .parquet, .warc; also .gz, .zst), archive (.zip, .tar), or - for standard input",
    )
    group = parser.add_argument_group("input")
    group.add_argument("--media", choices=["text", "html"], help="what the input is (default: found out)")
    group.add_argument("--lang", type=_language, help="language of the article, as ISO 639-1 code (default: found out)")
    group.add_argument("--url", help="where the document was fetched")
    group.add_argument("--stdin-filename", metavar="NAME", help="name that standard input goes by")
    group.add_argument(
        "--include",
        action="append",
        default=[],
        metavar="GLOB",
        help="of a folder or archive only these files; may be repeated",
    )
    group.add_argument(
        "--exclude", action="append", default=[], metavar="GLOB", help="not these files; may be repeated"
    )
    group.add_argument(
        "--force-exclude",
        action="store_true",
        help="leave out files that the key `exclude` names, although they are named",
    )
    group.add_argument("--no-cache", action="store_true", help="look at every file anew, and keep no results")
    group.add_argument(
        "--cache-dir",
        type=Path,
        metavar="DIR",
        help="where results are kept (default: .wirecopy_cache; --update: beside the journal)",
    )
    group = parser.add_argument_group("rows of a dataset, members of an archive")
    group.add_argument(
        "--text-column", metavar="NAME", help="column that holds the document (default: text, content, html or body)"
    )
    group.add_argument("--id-column", metavar="NAME", help="column that names it (default: file and row)")
    group.add_argument("--url-column", metavar="NAME", help="column that holds its URL (default: url)")
    group.add_argument(
        "--max-bytes", type=int, default=64 << 20, metavar="N", help="largest document, unpacked (default: 67108864)"
    )
    add_config_options(parser)


def _language(given: str) -> str:
    try:
        return language(given)
    except KeyProblemError as problem:
        raise argparse.ArgumentTypeError(str(problem)) from None


def add_config_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that have a say over the configuration."""
    group = parser.add_argument_group("configuration (on top of the nearest wirecopy.toml or pyproject.toml)")
    group.add_argument(
        "--config", type=Path, metavar="FILE", help="configuration file (default: the nearest one upwards)"
    )
    group.add_argument("--isolated", action="store_true", help="read no configuration file")
    group.add_argument(
        "--select", action="append", metavar="RULE", help="only these rules or families; may be repeated"
    )
    group.add_argument("--ignore", action="append", metavar="RULE", help="not these rules or families; may be repeated")
    group.add_argument(
        "--pack", action="append", metavar="NAME", help="a house style (ap, bbc, reuters) or a folder of rules, added"
    )
    group.add_argument(
        "--passes", metavar="PASS,...", help="passes to run, in this order (default: those of `wirecopy config`)"
    )
    group.add_argument("--grammar", action="store_true", help="run LanguageTool too (needs wirecopy[grammar] and Java)")
    group.add_argument(
        "--grammar-url", metavar="URL", help="like --grammar, and ask the LanguageTool server at this address"
    )
    group.add_argument("--to", choices=FORMS, help="what becomes of a page (default: text)")
    bold = group.add_mutually_exclusive_group()
    bold.add_argument(
        "--strict", action="store_true", help="drop more lines that may be boilerplate (costs some recall)"
    )
    bold.add_argument("--gentle", action="store_true", help="drop fewer lines that may be boilerplate")
    group.add_argument("--fix-level", choices=LEVELS, help="how safe a fix must be to be applied (default: likely)")
    group.add_argument("--baseline", metavar="FILE", help="hold back the findings that were accepted in this file")
    group.add_argument("--words", metavar="FILE", help="words and names that the typo checks accept, one a line")


def add_fail_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that turn findings into an exit code."""
    group = parser.add_argument_group("exit code")
    group.add_argument("--fail-level", choices=SEVERITIES, help="exit 1 from this severity on (default: warning)")
    group.add_argument(
        "--exit-zero", action="store_true", help="exit 0 whatever is found (2 after an error all the same)"
    )


def on_command_line(config: Config, args: argparse.Namespace) -> Config:
    """Return the configuration with the command line's say on top of it."""
    values: dict[str, object] = {}
    if args.select:
        values["select"] = _names(args.select)
    if args.ignore:
        values["ignore"] = _names(args.ignore)
    if args.pack:
        values["packs"] = (*config.packs, *_names(args.pack))
    if args.passes:
        values["passes"] = _names([args.passes])
    if args.grammar or args.grammar_url:
        values["grammar"] = True
    options = dict(_pass_options(args))
    if options:
        values["options"] = {name: {**config.options.get(name, {}), **own} for name, own in options.items()}
    if args.fix_level:
        values["fix_level"] = Safety[args.fix_level.upper()]
    if args.to:
        values["to"] = args.to
    if args.baseline:
        values["baseline"] = args.baseline
    if args.words:
        values["words"] = args.words
    if getattr(args, "fail_level", None):
        values["fail_level"] = Severity[args.fail_level.upper()]
    return config.with_values(values, "command line") if values else config


def _pass_options(args: argparse.Namespace) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the options of passes that have a switch of their own, by pass."""
    if args.grammar_url:
        yield "grammar", {"url": args.grammar_url}
    if args.strict or args.gentle:
        yield "boilerplate", {"boldness": "strict" if args.strict else "gentle"}


def _names(given: list[str]) -> tuple[str, ...]:
    """Return names that were given with commas between them, or each with an option of its own."""
    return tuple(name.strip() for item in given for name in item.split(",") if name.strip())
