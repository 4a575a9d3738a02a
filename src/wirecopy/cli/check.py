"""`wirecopy check`: findings only; exits 1 if there are any at or above the fail level."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from wirecopy import api
from wirecopy.cli import ERROR, FOUND, OK
from wirecopy.cli.inputs import BadInput, read
from wirecopy.cli.options import add_input_options, config_for, make_parser
from wirecopy.cli.run import complain
from wirecopy.model import Severity, Source

if TYPE_CHECKING:
    import argparse


def parser() -> argparse.ArgumentParser:
    """Return the options of `check`."""
    made = make_parser("check", "Report findings; change nothing.")
    add_input_options(made)
    made.add_argument("--format", choices=["text", "concise", "json"], default="text", help="how findings are shown")
    levels = [level.name.lower() for level in Severity]
    made.add_argument("--fail-level", choices=levels, default="warning", help="exit 1 from this severity on")
    return made


def run(args: argparse.Namespace) -> int:
    """Check each input; a bad one does not stop the others."""
    from wirecopy.report.console import Console

    code = OK
    reports: list[dict[str, object]] = []
    console = Console.for_stdout()
    for item in read(args.paths):
        if isinstance(item, BadInput):
            code = complain(f"{item.name}: {item.why}")
            continue
        config = config_for(args, Path(item.name).parent)
        source = Source(item.raw, media=args.media, lang=args.lang or config.lang, url=args.url, path=item.name)
        result = api.clean(source, config=config)
        if args.format == "json":
            reports.append(result.report())
        else:
            console.show(result, concise=args.format == "concise")
        for error in result.errors:
            code = complain(
                f"{item.name}: pass {error.pass_name} failed and was left out: {error.error}: {error.message}"
            )
        failing = any(finding.severity >= Severity[args.fail_level.upper()] for finding in result.findings)
        if failing and code != ERROR:
            code = FOUND
    if args.format == "json":
        print(json.dumps(reports, ensure_ascii=True, indent=1))
    return code
