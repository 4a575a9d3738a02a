"""What a batch refuses, and what it tells: nothing is overwritten, nothing is read twice, no name is taken twice."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from pyarrow import parquet

from wirecopy.batch.job import Job, JobError, run
from wirecopy.batch.journal import JournalError
from wirecopy.batch.reading import Reading
from wirecopy.config import Config, from_mapping

if TYPE_CHECKING:
    from tests.unit.batch.conftest import Batch

TEXT: dict[str, object] = {"text": "He  left.\n"}


def tree(batch: Batch, name: str = "out") -> list[str]:
    folder = batch.folder / name
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and ".wirecopy" not in path.parts
    )


@pytest.mark.parametrize(
    ("paths", "out", "message"),
    [
        (["in"], "in/out", "the output {0}/in/out lies inside the input {0}/in"),
        (["in", "in/a"], "out", "the input {0}/in/a lies inside the input {0}/in: its documents would be read twice"),
        (["in", "in"], "out", "the input {0}/in is named twice"),
        (["rows.jsonl"], "rows.jsonl", "the output {0}/rows.jsonl is an input too"),
        (["in"], "out.csv", "{0}/out.csv: an output is a folder, or a file that ends in .jsonl, .jsonl.gz, .parquet"),
        (["in"], "taken", "{0}/taken is there already: give another output"),
        (["in"], "rows.jsonl", "{0}/rows.jsonl is there already: give another output"),
        (["in"], "file", "{0}/file is a file; an output is a folder"),
        (["in"], "folder.jsonl", "{0}/folder.jsonl is a folder, not a file"),
    ],
)
def test_what_would_lose_something_is_refused(batch: Batch, paths: list[str], out: str, message: str) -> None:
    batch.files("in", a__b="He left.")
    batch.files("taken", x="x")
    batch.rows("rows.jsonl", TEXT)
    (batch.folder / "file").write_text("x")
    (batch.folder / "folder.jsonl").mkdir()
    with pytest.raises(JobError) as error:
        batch.run(*(str(batch.folder / path) for path in paths), out=out)
    assert str(error.value).startswith(message.format(batch.folder))


def test_update_wants_an_output_of_a_batch(batch: Batch) -> None:
    batch.files("taken", x="x")
    with pytest.raises(JobError, match="is there already, and not from a batch"):
        batch.run(batch.files("in", a="He left."), out="taken", update=True)


def test_several_inputs_keep_their_names_apart(batch: Batch) -> None:
    one, other = batch.files("one", x="First."), batch.files("other", x="Second.")
    batch.run(one, other, out="out")
    assert tree(batch) == ["one/x.report.json", "one/x.txt", "other/x.report.json", "other/x.txt"]
    assert (batch.folder / "out/other/x.txt").read_text() == "Second."


def test_a_name_that_is_taken_is_an_error_and_loses_nothing(batch: Batch) -> None:
    rows: list[dict[str, object]] = [
        {"text": "First.", "k": "a"},
        {"text": "Second.", "k": "a"},
        {"text": "Third.", "k": "a/b"},
    ]
    rows.append({"text": "Fourth.", "k": "a.txt/b"})
    summary = batch.run(batch.rows("in.jsonl", *rows), out="out", reading=Reading(id_column="k"))
    assert (batch.folder / "out/a.txt").read_text() == "First."
    assert tree(batch) == ["a.report.json", "a.txt", "a/b.report.json", "a/b.txt"]
    assert summary.errors == [
        ["a", "a.txt is the output of another document, number 0 of the input (from 0)"],
        ["a.txt/b", "cannot be written as a.txt/b.txt: File exists"],
    ]


def test_an_update_removes_what_belongs_to_documents_that_are_gone(batch: Batch) -> None:
    source = batch.files("in", a="He  left.", b="She  left.")
    batch.run(source, out="out", update=True)
    (batch.folder / "out" / "mine.txt").write_text("not from a batch")
    (batch.folder / "in" / "a.txt").unlink()
    before = (batch.folder / "out" / "b.txt").stat().st_mtime_ns
    summary = batch.run(source, out="out", update=True)
    assert tree(batch) == ["b.report.json", "b.txt", "mine.txt"]
    assert summary.notes == ["2 files of documents that are gone were removed"]
    assert (batch.folder / "out" / "b.txt").stat().st_mtime_ns == before, "what is the same is not written again"


def stopped_after(batch: Batch, count: int, source: str, out: str, *, resume: bool = False) -> Job:
    seen: list[int] = []
    job = Job((source,), batch.folder / out, Config(), jobs=0, resume=resume)
    run(job, stop=lambda: len(seen) >= count, progress=lambda stage, done, failed: seen.append(done))
    return job


def test_an_input_that_changed_is_noticed_when_a_run_goes_on(batch: Batch) -> None:
    rows = [{"text": f"Report {number}.\n", "n": number} for number in range(20)]
    source = batch.rows("in.jsonl", *rows)
    stopped_after(batch, 10, source, "out.jsonl")
    rows[3] = {"text": "Another report.\n", "n": 3}
    batch.rows("in.jsonl", *rows)
    with pytest.raises(JournalError, match="the input has changed since the run that stopped here read it: --update"):
        batch.run(source, resume=True)
    assert batch.run(source, update=True).documents == 20
    assert batch.out()[3]["text"] == "Another report.\n"


def test_what_was_stopped_goes_on_and_another_run_is_refused(batch: Batch) -> None:
    source = batch.rows("in.jsonl", *({"text": f"Report  {number}.\n"} for number in range(20)))
    stopped_after(batch, 10, source, "out.jsonl")
    with pytest.raises(JournalError, match="the run that stopped here had other rules or configuration; resume it"):
        batch.run(source, resume=True, config=from_mapping({"ignore": ["whitespace"]}))
    assert batch.run(source, resume=True).documents == 20
    assert [row["text"] for row in batch.out()] == [f"Report {number}.\n" for number in range(20)]
    again = batch.run(source, resume=True)
    assert again.notes == ["this run had come to its end; --update takes in what has changed since"]


def test_overrides_hold_by_the_file_that_a_document_is_in(batch: Batch) -> None:
    folder = batch.files("in", a="He  left.", sport__b="He  left.")
    batch.rows("in/rows.jsonl", TEXT)
    off = {"ignore": ["whitespace"]}
    config = from_mapping({"overrides": [{"files": ["sport/**"], **off}, {"files": ["*.jsonl"], **off}]})
    batch.run(folder, config=config._replace(root=folder))
    assert [(row["id"], row["text"]) for row in batch.out()] == [
        ("a.txt", "He left."),
        ("rows.jsonl#0", "He  left.\n"),
        ("sport/b.txt", "He  left."),
    ]


def test_what_the_configuration_leaves_out_is_left_out(batch: Batch) -> None:
    folder = batch.files("in", a="He left.", sport__b="He left.")
    batch.run(folder, config=from_mapping({"exclude": ["sport"]})._replace(root=folder))
    assert [row["id"] for row in batch.out()] == ["a.txt"]


def test_columns_that_are_called_as_ours_are_kept_under_another_name(batch: Batch) -> None:
    batch.run(batch.rows("in.jsonl", {**TEXT, "id": 7, "report": "mine", "n": 1}))
    row = batch.out()[0]
    assert {key: row[key] for key in ("id", "input_id", "input_report", "n", "text")} == {
        "id": "in.jsonl#0",
        "input_id": 7,
        "input_report": "mine",
        "n": 1,
        "text": "He left.\n",
    }


def test_values_of_several_types_become_text_in_parquet(batch: Batch) -> None:
    rows = [{**TEXT, "n": number if number < 300 else {"a": 1}, "m": [1, "x"][number % 2]} for number in range(310)]
    summary = batch.run(batch.rows("in.jsonl", *rows), out="out.parquet")
    table = parquet.read_table(batch.folder / "out.parquet")
    assert summary.notes == [
        "column 'm' has values of several types: written as the JSON text of each",
        "column 'n' has values of several types: written as the JSON text of each",
    ]
    assert table.column("n").to_pylist()[298:302] == ["298", "299", '{"a":1}', '{"a":1}']
    assert table.column("m").to_pylist()[:2] == ["1", '"x"']
    assert table.column("id").type == pa.string()


def test_commits_do_not_show_in_parquet(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    source = batch.rows("in.jsonl", *({"text": f"Report {number}.", "n": number} for number in range(600)))
    batch.run(source, out="whole.parquet")
    monkeypatch.setattr("wirecopy.batch.parquet._GROUP_BYTES", 1)
    batch.run(source, out="cut.parquet")
    whole, cut = (parquet.ParquetFile(batch.folder / name) for name in ("whole.parquet", "cut.parquet"))
    assert (whole.metadata.num_row_groups, cut.metadata.num_row_groups) == (1, 3)
    assert whole.read() == cut.read()
    assert whole.read().column("n").to_pylist() == list(range(600))


def test_what_parquet_cannot_hold_is_an_error_of_its_document(batch: Batch) -> None:
    source = batch.rows("in.jsonl", {"text": "He left. \ud83d\n"}, TEXT)
    summary = batch.run(source, out="out.parquet")
    why = "its text holds lone surrogates, which Parquet cannot (JSON lines can)"
    assert summary.errors == [["in.jsonl#0", why]]
    assert parquet.read_table(batch.folder / "out.parquet").column("error").to_pylist() == [why, None]
    batch.run(source, out="out.jsonl")
    assert batch.out()[0]["text"] == "He left. \ud83d\n"


def test_odd_names_of_files_come_through(batch: Batch) -> None:
    folder = batch.folder / "in"
    folder.mkdir()
    for name in (b"a\xff.txt", b"new\nline.txt", "café ü.txt".encode(), b"-dash.txt", b"q'\"$&.txt"):
        (folder / os.fsdecode(name)).write_bytes(b"He  left.")
    assert batch.run(str(folder), out="tree").documents == 5
    assert batch.run(str(folder), out="out.parquet").failed == 0
    assert batch.run(str(folder), duplicates=0.8).duplicates == 4
    assert {row["text"] for row in batch.out()} == {"He left."}
    assert sorted(str(row["id"]) for row in batch.out())[:2] == ["-dash.txt", "a\udcff.txt"]
    assert (batch.folder / "tree" / "-dash.txt").read_text() == "He left."


def test_the_summary_is_there_for_machines(batch: Batch) -> None:
    summary = batch.run(batch.rows("in.jsonl", TEXT, {"text": "He left.\n\nRelated Posts\n"}))
    data = json.loads((batch.folder / "out.jsonl.wirecopy" / "summary.json").read_text())
    assert data == summary.to_json()
    assert data["removed"] == {"boilerplate.related-posts": 2}
    assert (data["documents"], data["words_in"], data["words_out"]) == (2, 6, 4)
    assert summary.lines()[:4] == [
        "documents                                          2  2 changed, 0 failed, 0 quarantined",
        "words                                              6  2 removed (33.3%)",
        "  boilerplate                                      2  removed",
        "findings                                           3  3 repaired or removed",
    ]


def test_in_a_folder_markdown_is_named_so_and_text_is_not(batch: Batch) -> None:
    folder = batch.files("in", b="He left.")
    said = "The <b>old</b> bridge over the river will be closed for two years, the council said on Tuesday."
    (batch.folder / "in" / "a.html").write_text(f"<!doctype html><article><p>{said}</p></article>")
    batch.run(folder, out="out", config=from_mapping({"to": "markdown"}))
    assert tree(batch) == ["a.html.md", "a.html.report.json", "b.report.json", "b.txt"]
    assert (batch.folder / "out" / "a.html.md").read_text() == said.replace("<b>", "**").replace("</b>", "**")
