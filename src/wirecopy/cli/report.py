"""`wirecopy report`: a page to look at, from the reports of earlier runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wirecopy.cli import OK
from wirecopy.cli.options import make_parser
from wirecopy.cli.outputs import open_output, over_an_input, over_no_page
from wirecopy.cli.reports import BadReport, read_reports
from wirecopy.cli.run import complain
from wirecopy.report.html import Page, PageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

TITLE = "wirecopy report"


def parser() -> argparse.ArgumentParser:
    """Return the options of `report`."""
    made = make_parser("report", "Make a page to look at from reports and the cleaned texts beside them.")
    made.add_argument(
        "reports",
        nargs="+",
        metavar="REPORT",
        help="NAME.report.json, a folder of them, or a .jsonl or .parquet that `clean` wrote",
    )
    made.add_argument("--html", type=Path, metavar="FILE", help="the page to write (default: standard output)")
    made.add_argument("--title", default=TITLE, help=f"title of the page (default: {TITLE})")
    return made


def run(args: argparse.Namespace) -> int:
    """Write the page."""
    if problem := over_an_input(args.html, args.reports) or over_no_page(args.html):
        return complain(problem)
    return write_page(args.reports, args.html, args.title)


def write_page(reports: Iterable[str], target: Path | None, title: str = TITLE) -> int:
    """Write the page of the reports that `reports` name; one that cannot be shown does not stop the others."""
    code, page, shown = OK, Page(title), 0
    for item in read_reports(reports):
        if isinstance(item, BadReport):
            code = complain(f"{item.name}: {item.why}")
            continue
        try:
            page.add(item.report, item.text)
            shown += 1
        except PageError as error:
            code = complain(f"{item.name}: {error}")
    if shown or code == OK:  # nothing but errors makes no page
        with open_output(target) as stream:
            stream.write(page.html())
    return code
