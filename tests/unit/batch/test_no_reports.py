"""`--no-reports`: texts alone, in every kind of output; what it costs is told, and nothing changes where it is not asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import pytest
from pyarrow import parquet

from tests.unit.batch.test_job import tree
from wirecopy.batch.engines import outcomes
from wirecopy.batch.job import Job
from wirecopy.batch.journal import JournalError
from wirecopy.batch.record import Record
from wirecopy.batch.worker import work
from wirecopy.cli import main
from wirecopy.config import Config, from_mapping

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.batch.conftest import Batch

TEXT = "He  left.\n\nRelated Posts\n"


def test_json_lines_have_no_report(batch: Batch) -> None:
    batch.run(batch.rows("in.jsonl", {"text": TEXT, "n": 1}), reports=False)
    assert batch.out() == [{"n": 1, "id": "in.jsonl#0", "text": "He left.\n"}]


@pytest.mark.parametrize("rows", [0, 2])
def test_parquet_has_no_such_column(batch: Batch, rows: int) -> None:
    source = batch.rows("in.jsonl", *[{"text": TEXT}] * rows)
    batch.run(source, out="without.parquet", reports=False)
    batch.run(source, out="with.parquet")
    without, whole = (parquet.read_table(batch.folder / f"{name}.parquet") for name in ("without", "with"))
    assert without.schema.names == [name for name in whole.schema.names if name != "report"]
    assert without.to_pylist() == whole.drop_columns("report").to_pylist()


def test_a_tree_has_texts_only_and_their_right_names(batch: Batch) -> None:
    said = "The <b>old</b> bridge over the river will be closed for two years, the council said on Tuesday."
    folder = batch.files("in", b="He left.")
    (batch.folder / "in" / "a.html").write_text(f"<!doctype html><article><p>{said}</p></article>")
    batch.run(folder, out="out", config=from_mapping({"to": "markdown"}), reports=False)
    assert tree(batch) == ["a.html.md", "b.txt"]


def test_no_report_is_made_that_nobody_wants(tmp_path: Path) -> None:
    def made(job: Job) -> bytes:
        (outcome,) = outcomes(job, Config(), work, [Record("a", TEXT)], lambda: False)
        return outcome.report

    job = Job(("in",), tmp_path / "out.jsonl", Config(), jobs=0)
    without = replace(job, reports=False)
    assert made(without) == b""
    assert made(replace(without, duplicates=0.8)) == b""
    assert made(replace(without, update=True)).startswith(b"{")  # the cache has it, for a run that wants it
    assert made(job).startswith(b"{")


def test_a_cache_serves_runs_with_and_without(batch: Batch) -> None:
    source = batch.rows("in.jsonl", {"text": TEXT}, {"text": TEXT})
    cache = batch.folder / "cache"
    batch.run(source, out="first.jsonl", cache=cache, duplicates=0.8, reports=False)
    assert batch.run(source, cache=cache, duplicates=0.8).reused == 2
    first, second = (cast("dict[str, Any]", row["report"]) for row in batch.out())
    assert first["restore"]
    assert second["duplicate"] == {"of": "in.jsonl#0", "shared": 1.0}


def test_a_run_goes_on_as_it_was_begun_and_an_update_may_change_it(batch: Batch) -> None:
    folder = batch.files("in", a=TEXT)
    batch.run(folder, out="out")
    with pytest.raises(JournalError, match="had other reports"):
        batch.run(folder, out="out", reports=False, resume=True)
    batch.run(folder, out="out", reports=False, update=True)
    assert tree(batch) == ["a.txt"]
    batch.run(folder, out="out", update=True)
    assert tree(batch) == ["a.report.json", "a.txt"]


class Told(NamedTuple):
    """What the command line gave."""

    code: int
    err: str


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wirecopy.toml").write_text("")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT)
    return tmp_path


def told(capfd: pytest.CaptureFixture[str], *args: str) -> Told:
    return Told(main(list(args)), capfd.readouterr().err)


def test_the_command_line_and_the_way_back(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert told(capfd, "clean", "in", "-o", "out", "-j", "0", "--no-reports").code == 0
    assert (folder / "out" / "a.txt").read_text() == "He left.\n"
    refused = "wirecopy: error: out/a.txt: was cleaned with --no-reports: nothing leads back to the original\n"
    assert told(capfd, "restore", "out/a.txt") == (2, refused)
    assert told(capfd, "restore", "out/a.txt", "out/a.report.json") == (2, refused)
    assert told(capfd, "clean", "in", "-o", "out.jsonl", "-j", "0", "--no-reports").code == 0
    assert "--no-reports" in told(capfd, "restore", "out.jsonl").err
    assert "--no-reports" not in told(capfd, "restore", "in/a.txt").err


def test_single_files_too(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert told(capfd, "clean", "in/a.txt", "-o", "out", "--no-reports").code == 0
    assert [path.name for path in (folder / "out").iterdir()] == ["a.txt"]


@pytest.mark.parametrize(
    ("options", "other"),
    [
        (["in/a.txt", "--in-place"], "--in-place keeps the way back"),
        (["in/a.txt", "--report", "r.json"], "--report names one"),
        (["in", "-o", "out", "--html", "p.html"], "--html shows what reports tell"),
    ],
)
def test_what_does_not_go_with_it(
    folder: Path, capfd: pytest.CaptureFixture[str], options: list[str], other: str
) -> None:
    done = told(capfd, "clean", *options, "--no-reports")
    assert (done.code, other in done.err) == (2, True)
    assert (folder / "in" / "a.txt").read_text() == TEXT
