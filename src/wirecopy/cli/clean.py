"""`wirecopy clean`: the cleaned text and a report for each input. The input is not touched unless told so."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from wirecopy.batch.output import FILES
from wirecopy.batch.places import is_remote
from wirecopy.batch.sources import is_dataset
from wirecopy.cli import ERROR, FOUND, OK, batch, vault
from wirecopy.cli.inputs import STDIN, Input
from wirecopy.cli.options import add_input_options, make_parser
from wirecopy.cli.outputs import over_an_input, over_no_page
from wirecopy.cli.run import complain
from wirecopy.cli.session import Session
from wirecopy.cli.tally import Tally
from wirecopy.cli.targets import ClashError, Targets, names_a_text
from wirecopy.text.files import write_atomically

if TYPE_CHECKING:
    import argparse

    from wirecopy.model import Result
    from wirecopy.report.html import Page


def parser() -> argparse.ArgumentParser:
    """Return the options of `clean`."""
    made = make_parser("clean", "Write the cleaned text and a report of every change.")
    add_input_options(made)
    group = made.add_argument_group("output")
    group.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        help="folder for cleaned files and reports; of one input also a .txt or .md file, or - for standard output",
    )
    group.add_argument(
        "--in-place", action="store_true", help="overwrite the inputs; the way back is kept in .wirecopy/ beside"
    )
    group.add_argument("--diff", action="store_true", help="write nothing, show what would change")
    group.add_argument("--report", type=Path, metavar="FILE", help="where the report goes (one input only)")
    group.add_argument(
        "--no-reports",
        action="store_true",
        help="write texts alone: nothing tells what was changed, and nothing leads back",
    )
    group.add_argument("--html", type=Path, metavar="FILE", help="write a page to look at, with all inputs")
    group.add_argument("--statistics", action="store_true", help="show counts for each rule at the end")
    group.add_argument("--exit-non-zero-on-fix", action="store_true", help="exit 1 when something was changed")
    group.add_argument("-q", "--quiet", action="store_true", help="no line for each file")
    batch.add_options(made)
    return made


_NO_TEXTS = (".html", ".htm", ".json")
"""Names of outputs that are taken for a page or a report."""


def run(args: argparse.Namespace) -> int:
    """Clean each input; a bad one does not stop the others."""
    problem = _contradiction(args)
    if problem:
        return complain(problem)
    code, session, tally = OK, Session(args), Tally()
    if _is_batch(args):
        return _batch(args, session)
    page, targets = _page(args), Targets(args)
    for item, result in session.results(args.paths):
        tally.add(result)
        if page:
            page.add(result.report(), result.text)
        try:
            changed = _deliver(item, result, args, targets)
        except ClashError as error:
            code = complain(f"{item.name}: {error}")
            continue
        except OSError as error:
            code = complain(f"{item.name}: cannot write {error.filename}: {error.strerror}")
            continue
        if changed and args.exit_non_zero_on_fix and code == OK:
            code = FOUND
    session.close()
    if page:
        write_atomically(args.html, page.html().encode("utf-8"))
    if args.statistics:
        tally.print_statistics(sys.stderr)
    return ERROR if session.failed else code


def _batch(args: argparse.Namespace, session: Session) -> int:
    """Clean folders and datasets; the page, if one is wanted, shows all that came of them."""
    code = batch.run_batch(args, session.config_for(args.paths[0]), session.reading())
    if args.html and Path(args.output).exists():
        from wirecopy.cli.report import write_page

        code = max(code, write_page([args.output], args.html))
    return code


def _page(args: argparse.Namespace) -> Page | None:
    if not args.html:
        return None
    from wirecopy.report.html import Page

    return Page()


def _is_batch(args: argparse.Namespace) -> bool:
    """Tell whether folders, datasets or addresses are read or written: inputs that are cleaned into a new place."""
    if not args.output or args.output == STDIN or STDIN in args.paths:
        return False
    if is_remote(args.output) or args.output.endswith(FILES):
        return True
    return any(is_remote(path) or Path(path).is_dir() or is_dataset(Path(path)) for path in args.paths)


def _contradiction(args: argparse.Namespace) -> str | None:
    folders = [path for path in args.paths if path != STDIN and Path(path).is_dir()]
    several = len(args.paths) > 1 or bool(folders)
    problem = over_an_input(args.report, args.paths) or over_an_input(args.html, args.paths) or over_no_page(args.html)
    if problem:
        return problem
    if not _is_batch(args) and (problem := batch.only_of_batches(args)):
        return problem
    if args.report and args.output and Path(args.report) == Path(args.output):
        return f"{args.output} cannot hold both the text and the report"
    if args.in_place and (args.output or STDIN in args.paths):
        return "--in-place does not go with --output or standard input"
    if args.no_reports and (args.in_place or args.report):
        other = "--in-place keeps the way back" if args.in_place else "--report names one"
        return f"--no-reports leaves reports out, {other}: take one of them"
    if args.no_reports and args.html and _is_batch(args):
        return "--html shows what reports tell, --no-reports leaves them out: take one of them"
    if args.html and _is_batch(args) and is_remote(args.output):
        return "--html shows what comes into a folder or file of this machine"
    if args.report and several:
        return "--report names one file; with several inputs the reports go beside the outputs"
    if any(is_remote(path) for path in args.paths) and not _is_batch(args):
        return "what is read from an address is written to a place that -o names (a folder, a .jsonl or .parquet file)"
    if folders and not args.output and not args.in_place and not args.diff:
        return f"{folders[0]} is a folder: say where its cleaned files go with -o FOLDER (or --in-place)"
    datasets = [path for path in args.paths if path != STDIN and is_dataset(Path(path))]
    if datasets and not _is_batch(args) and not args.diff:
        return f"{datasets[0]} holds many documents: say where they go with -o (a folder, a .jsonl or .parquet file)"
    if args.output and names_a_text(args.output):
        if several or _is_batch(args):
            return (
                f"{args.output} is the name of one text: several documents go into a folder, a .jsonl or .parquet file"
            )
    elif args.output and not _is_batch(args) and (Path(args.output).is_file() or args.output.endswith(_NO_TEXTS)):
        return f"{args.output} is no folder: -o names one, or a .txt or .md file (--report names the report, --html a page)"
    if args.output not in (None, STDIN) and any(_inside(args.output, folder) for folder in folders):
        return f"the output {args.output} lies inside the input folder: name one beside it"
    return None


def _inside(output: str, folder: str) -> bool:
    return Path(output).resolve().is_relative_to(Path(folder).resolve())


def _deliver(item: Input, result: Result, args: argparse.Namespace, targets: Targets) -> bool:
    """Write what came of one input, and tell it; return whether it was changed."""
    text = result.text.encode("utf-8", "surrogatepass")
    changed = text != item.raw
    if args.diff:
        from wirecopy.cli.diff import write_diff

        write_diff(result, item.name)
        return changed
    if args.in_place:
        written = _write_in_place(item, result, text, args.report)
    else:
        written = _write_beside(result, text, *targets.of(item, _ending(result)))
    if not args.quiet:
        print(_summary(item, result, written), file=sys.stderr)
    return changed


def _write_in_place(item: Input, result: Result, text: bytes, report: Path | None) -> tuple[Path, ...]:
    """Overwrite an input that changes, once the way back is stored."""
    data = result.report()
    if report:
        write_atomically(report, json.dumps(data, indent=1).encode() + b"\n")
    if text == item.raw:
        return ()
    kept = vault.keep(Path(item.name), text, item.raw, data)
    write_atomically(Path(item.name), text)
    return (Path(item.name), kept)


def _write_beside(result: Result, text: bytes, target: Path | None, report: Path | None) -> tuple[Path, ...]:
    if report:
        write_atomically(report, json.dumps(result.report(), indent=1).encode() + b"\n")
    if target is None:
        sys.stdout.buffer.write(text)
    else:
        write_atomically(target, text)
    return tuple(path for path in (target, report) if path)


def _ending(result: Result) -> str:
    """Return what the name of the cleaned file ends in."""
    return ".md" if any(name == "markdown" for name, _ in result.passes) else ".txt"


def _summary(item: Input, result: Result, written: tuple[Path, ...]) -> str:
    applied = sum(finding.applied for finding in result.findings)
    flagged = sum(not finding.applied for finding in result.findings)
    where = "".join(f" -> {path}" for path in written)
    empty = ", no text is left" if result.source.text.strip() and not result.text.strip() else ""
    return f"{item.name}: {applied} repaired or removed, {flagged} flagged{empty}{where}"
