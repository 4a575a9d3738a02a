from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import Run

DIRTY = "The statement states that  it is so.\n"


def test_a_page_is_made_of_what_clean_wrote_wherever_it_wrote_it(wirecopy: Run, folder: Path) -> None:
    for name in ("a.txt", "in/b.txt", "place/c.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(DIRTY + name + "\n")
    wirecopy("clean", "a.txt")
    wirecopy("clean", "in/b.txt", "-o", "out")
    wirecopy("clean", "--in-place", "place/c.txt")
    kept = next((folder / "place/.wirecopy").glob("*.json"))
    done = wirecopy("report", "a.report.json", "out", kept, "--html", "page.html", "--title", "Two & three")
    assert (done.code, done.out, done.err) == (0, "", "")
    page = (folder / "page.html").read_text()
    assert page.count('<details class="doc"') == 3
    assert "<title>Two &amp; three</title>" in page


def test_rows_of_a_dataset_become_a_page(wirecopy: Run, folder: Path) -> None:
    row = {"text": "One  two.\n", "url": "https://example.org/1"}
    (folder / "in.jsonl").write_text(json.dumps(row) + "\n")
    assert wirecopy("clean", "in.jsonl", "-o", "out.jsonl", "-j", "0", "-q").code == 0
    done = wirecopy("report", "out.jsonl")
    assert done.code == 0
    assert "One " in done.out


def test_what_cannot_be_shown_is_told_and_the_others_go_on(wirecopy: Run, folder: Path) -> None:
    (folder / "a.txt").write_text(DIRTY)
    wirecopy("clean", "a.txt")
    (folder / "lonely.report.json").write_text((folder / "a.report.json").read_text())
    (folder / "bad.report.json").write_text("{")
    (folder / "rows.jsonl").write_text('{"text": "x"}\n')
    (folder / "empty").mkdir()
    done = wirecopy("report", "lonely.report.json", "bad.report.json", "rows.jsonl", "empty", "gone", "a.report.json")
    assert done.code == 2
    assert [line.removeprefix("wirecopy: error: ") for line in done.err.splitlines()] == [
        "lonely.report.json: its cleaned text is not beside it (or was edited since)",
        "bad.report.json: not JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
        "rows.jsonl:1: not a row with 'text' and 'report', as `wirecopy clean -o FILE.jsonl` writes them",
        "empty: no file in this folder ends in .report.json",
        "gone: No such file or directory",
    ]
    assert done.out.count('<details class="doc"') == 1


def test_clean_writes_a_page_too(wirecopy: Run, folder: Path) -> None:
    (folder / "a.txt").write_text(DIRTY)
    assert wirecopy("clean", "a.txt", "--html", "page.html", "-q").code == 0
    assert "whitespace.space-run" in (folder / "page.html").read_text()


def test_clean_writes_one_page_for_a_folder_or_a_dataset(wirecopy: Run, folder: Path) -> None:
    for name in ("in/a.txt", "in/sub/b.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(DIRTY + name + "\n")
    for out in ("out", "out.jsonl", "out.jsonl.gz", "out.parquet"):
        done = wirecopy("clean", "in", "-o", out, "-j", "0", "-q", "--html", f"{out}.html")
        assert (done.code, done.out, done.err) == (0, "", "")
        page = (folder / f"{out}.html").read_text()
        assert page.count('<details class="doc"') == 2
        assert "phrasing.cognate-subject-verb" in page
