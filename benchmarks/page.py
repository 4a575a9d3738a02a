"""How long the page of many articles takes: to be made from their reports, to open in Chromium, to step, to filter.

    python benchmarks/page.py [--articles 2000] [REPORTS]

REPORTS: a folder that `wirecopy clean -o` wrote (default: the samples, each as often as it takes). Needs playwright and a Chromium.
"""

from __future__ import annotations

import argparse
import itertools
import shutil
import tempfile
import time
from pathlib import Path

import wirecopy
from wirecopy.cli.report import write_page
from wirecopy.report.html import Page

SAMPLES = Path(__file__).parent.parent / "samples"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="?")
    parser.add_argument("--articles", type=int, default=2000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "page.html"
        start = time.process_time()
        if args.reports:
            write_page([args.reports], target)
        else:
            target.write_text(repeated(args.articles), "utf-8")
        made = time.process_time() - start
        print(f"made: {made:.2f} s of CPU time, {target.stat().st_size / 1_000_000:.1f} MB")
        look(target)


def repeated(count: int) -> str:
    """Return the page of the samples over and over. Cleaning each once counts too."""
    results = [wirecopy.clean(path.read_bytes()) for path in sorted(SAMPLES.glob("*/source.*"))]
    records = [(result.report(), result.text) for result in results]
    page = Page()
    for report, text in itertools.islice(itertools.cycle(records), count):
        page.add(report, text)
    return page.html()


def look(target: Path) -> None:
    """Open the page and use it."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page()
        steps = {
            "opened": lambda: page.goto(target.as_uri()),
            "next finding": lambda: page.keyboard.press("j"),
            "rules opened": lambda: page.locator(".rules > summary").click(),
            "filtered": lambda: page.click("#flagged"),
        }
        for name, step in steps.items():
            start = time.perf_counter()
            step()
            page.evaluate("document.body.offsetHeight")
            print(f"{name}: {time.perf_counter() - start:.2f} s")
        browser.close()


if __name__ == "__main__":
    main()
