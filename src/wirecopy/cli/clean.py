"""`wirecopy clean`: the cleaned text and a report for each input. The input is not touched unless told so."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from wirecopy import api
from wirecopy.batch.sources import is_dataset
from wirecopy.cli import ERROR, FOUND, OK, batch
from wirecopy.cli.inputs import STDIN, BadInput, Input, read
from wirecopy.cli.options import add_input_options, config_for, make_parser
from wirecopy.cli.run import complain
from wirecopy.model import Source
from wirecopy.text.files import write_atomically

if TYPE_CHECKING:
    import argparse

    from wirecopy.model import Result


def parser() -> argparse.ArgumentParser:
    """Return the options of `clean`."""
    made = make_parser("clean", "Write the cleaned text and a report of every change.")
    add_input_options(made)
    made.add_argument(
        "-o", "--output", help="folder for cleaned files and reports, or - for the text on standard output"
    )
    made.add_argument("--in-place", action="store_true", help="overwrite the inputs; reports go beside them")
    made.add_argument("--report", type=Path, help="where the report goes (one input only)")
    made.add_argument("--exit-non-zero-on-fix", action="store_true", help="exit 1 when something was changed")
    made.add_argument("-q", "--quiet", action="store_true", help="no line for each file")
    batch.add_options(made)
    return made


def run(args: argparse.Namespace) -> int:
    """Clean each input; a bad one does not stop the others."""
    problem = _contradiction(args)
    if problem:
        return complain(problem)
    if _is_batch(args):
        return batch.run_batch(args, config_for(args, Path(args.paths[0])))
    code = OK
    for item in read(args.paths):
        if isinstance(item, BadInput):
            code = complain(f"{item.name}: {item.why}")
            continue
        try:
            changed, errors = _clean_one(item, args)
        except OSError as error:
            code = complain(f"{item.name}: cannot write {error.filename}: {error.strerror}")
            continue
        if errors:
            code = ERROR
        if changed and args.exit_non_zero_on_fix and code == OK:
            code = FOUND
    return code


def _is_batch(args: argparse.Namespace) -> bool:
    """Tell whether there are folders or datasets among the inputs, to be cleaned into a new place."""
    paths = [Path(path) for path in args.paths if path != STDIN]
    return bool(args.output and args.output != STDIN and any(path.is_dir() or is_dataset(path) for path in paths))


def _contradiction(args: argparse.Namespace) -> str | None:
    folders = [path for path in args.paths if path != STDIN and Path(path).is_dir()]
    several = len(args.paths) > 1 or bool(folders)
    if args.in_place and (args.output or STDIN in args.paths):
        return "--in-place does not go with --output or standard input"
    if args.report and several:
        return "--report names one file; with several inputs the reports go beside the outputs"
    if folders and not args.output and not args.in_place:
        return f"{folders[0]} is a folder: say where its cleaned files go with -o FOLDER (or --in-place)"
    if args.output not in (None, STDIN) and any(_inside(args.output, folder) for folder in folders):
        return f"the output {args.output} lies inside an input folder"
    return None


def _inside(output: str, folder: str) -> bool:
    return Path(output).resolve().is_relative_to(Path(folder).resolve())


def _clean_one(item: Input, args: argparse.Namespace) -> tuple[bool, bool]:
    """Clean one input and write it; return whether it was changed and whether a pass failed."""
    config = config_for(args, Path(item.name).parent)
    source = Source(item.raw, media=args.media, lang=args.lang or config.lang, url=args.url, path=item.name)
    result = api.clean(source, config=config)
    text = result.text.encode("utf-8", "surrogatepass")
    target, report = _targets(item, args)
    if report:
        write_atomically(report, json.dumps(result.report(), ensure_ascii=True, indent=1).encode() + b"\n")
    if target is None:
        sys.stdout.buffer.write(text)
    elif not (args.in_place and text == item.raw):
        write_atomically(target, text)
    for error in result.errors:
        complain(f"{item.name}: pass {error.pass_name} failed and was left out: {error.error}: {error.message}")
    if not args.quiet:
        print(_summary(item, result, target, report), file=sys.stderr)
    return text != item.raw, bool(result.errors)


def _targets(item: Input, args: argparse.Namespace) -> tuple[Path | None, Path | None]:
    """Return where text and report go; None for the text: standard output; None for the report: nowhere."""
    if args.in_place:
        target = Path(item.name)
        return target, args.report or target.with_name(target.name + ".report.json")
    if args.output == STDIN or (args.output is None and item.name == "<stdin>"):
        return None, args.report
    if args.output is None:
        path = Path(item.name)
        return path.with_name(path.stem + ".clean.txt"), args.report or path.with_name(path.stem + ".report.json")
    target = Path(args.output) / item.relative.with_suffix(".txt")
    return target, args.report or target.with_suffix(".report.json")


def _summary(item: Input, result: Result, target: Path | None, report: Path | None) -> str:
    applied = sum(finding.applied for finding in result.findings)
    flagged = sum(not finding.applied for finding in result.findings)
    where = "".join(f" -> {path}" for path in (target, report) if path)
    return f"{item.name}: {applied} repaired or removed, {flagged} flagged{where}"
