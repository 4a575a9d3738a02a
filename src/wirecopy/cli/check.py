"""`wirecopy check`: findings only; exits 1 if there are any at or above the fail level."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from wirecopy.cli import ERROR, FOUND, OK
from wirecopy.cli.options import add_fail_options, add_input_options, make_parser
from wirecopy.cli.outputs import open_output, over_an_input
from wirecopy.cli.run import complain
from wirecopy.cli.session import Session
from wirecopy.cli.tally import Tally
from wirecopy.report.formats import FOR_PEOPLE, FORMATS, writer
from wirecopy.report.look import Look, unknown_field

if TYPE_CHECKING:
    import argparse
    from typing import TextIO

    from wirecopy.cli.addwords import Words
    from wirecopy.report.formats import Writer


def parser() -> argparse.ArgumentParser:
    """Return the options of `check`."""
    made = make_parser("check", "Report findings; change nothing.")
    add_input_options(made)
    group = made.add_argument_group("output")
    group.add_argument("--format", choices=FORMATS, default="text", help="how findings are shown (default: text)")
    group.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to a file instead of standard output")
    group.add_argument(
        "--template",
        metavar="LINE",
        help="the line of each finding, with fields as {path} in it (implies --format template)",
    )
    group.add_argument(
        "--color", choices=["auto", "always", "never"], default="auto", help="colours (default: auto; FORCE_COLOR wins)"
    )
    group.add_argument("--statistics", action="store_true", help="show counts for each rule instead of findings")
    group.add_argument("--watch", action="store_true", help="check again whenever something changes")
    group.add_argument(
        "--unused", action="store_true", help="tell which allow-list entries, ignores and so on held back nothing"
    )
    group.add_argument("--write-baseline", metavar="FILE", help="accept all present findings: write them to a baseline")
    group.add_argument(
        "--add-words",
        action="store_true",
        help="accept the words of all present typo findings: add them to the word list",
    )
    add_fail_options(made)
    return made


def run(args: argparse.Namespace) -> int:
    """Check each input; a bad one does not stop the others."""
    problem = (
        _template_problem(args)
        or over_an_input(args.output, args.paths)
        or over_an_input(args.write_baseline, args.paths)
        or (over_an_input(args.words, args.paths) if args.add_words else None)
    )
    if problem:
        return complain(problem)
    if args.watch:
        from wirecopy.cli.watch import watch

        return watch(args)
    words = _words(args)
    with open_output(args.output) as stream:
        code, tally, session = _check_all(args, stream, words)
        if args.write_baseline:
            return tally.write_baseline(Path(args.write_baseline), code)
        if words:
            return words.write(code)
        if args.statistics:
            tally.print_statistics(stream if args.format in FOR_PEOPLE else sys.stderr)
    if args.unused:
        tally.print_unused(session.configs)
    return OK if args.exit_zero and code == FOUND else code


def _template_problem(args: argparse.Namespace) -> str | None:
    """Return what is wrong with the template, if anything; take the format that it implies."""
    if not args.template:
        return "--format template needs --template LINE" if args.format == "template" else None
    from wirecopy.config.problems import hint
    from wirecopy.report.template import FIELDS

    args.format = "template"
    name = unknown_field(args.template, FIELDS)
    return None if name is None else f"--template: unknown field {{{name}}}{hint(name, FIELDS)}"


def _look(args: argparse.Namespace, session: Session) -> Look:
    """Return what the user says of how findings are shown."""
    config = session.config_for(args.paths[0])
    colour = {"always": True, "never": False}.get(args.color)
    return Look(colour, config.rule_url, args.template or "", config.fail_level)


def _words(args: argparse.Namespace) -> Words | None:
    if not args.add_words:
        return None
    from wirecopy.cli.addwords import Words

    return Words()


def _check_all(args: argparse.Namespace, stream: TextIO, words: Words | None) -> tuple[int, Tally, Session]:
    session, tally, code = Session(args), Tally(keep_findings=bool(args.write_baseline)), OK
    out: Writer | None = None
    if not (args.write_baseline or words) and not (args.statistics and args.format in FOR_PEOPLE):
        out = writer(args.format, stream, _look(args, session))
    for item, result in session.results(args.paths):
        tally.add(result)
        if words:
            words.note(session.config_for(item.name), result)
        if out:
            out.add(result)
        level = session.config_for(item.name).fail_level
        if any(finding.severity >= level for finding in result.findings):
            code = FOUND
    session.close()
    if out:
        out.finish()
    return ERROR if session.failed else code, tally, session
