"""Documents that repeat an earlier one are linked to it, whatever the number of workers, and dropped only when asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from wirecopy.batch import minhash
from wirecopy.batch.duplicates import Duplicates
from wirecopy.batch.record import Duplicate, Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.batch.conftest import Batch

STORY = """
the ferry left at eight with forty people on board and nobody saw where it went after the storm had torn two of the
boats from their moorings in the night while the mayor slept and the harbour office said on monday that a new quay
will be open by the end of the week if the old crane is taken down before summer as the council wished it were
"""
WORDS = STORY.split()
ARTICLE = " ".join(WORDS) + ".\n"
NEAR = " ".join([*WORDS[:-2], "never", "was"]) + ".\n"
OTHER = " ".join(reversed(WORDS)) + ".\n"


def test_texts_that_differ_in_white_space_and_case_only_have_one_signature() -> None:
    assert minhash.signature_of("A  b\nc") == minhash.signature_of("A b c")
    assert minhash.signature_of(" \n") == b""
    one, other = minhash.signature_of(ARTICLE), minhash.signature_of(ARTICLE.upper())
    assert minhash.exact_part(one) != minhash.exact_part(other)
    assert minhash.shared(one, other) == 1.0


def test_the_share_is_that_of_the_shingles() -> None:
    near, far = minhash.signature_of(NEAR), minhash.signature_of(OTHER)
    one = minhash.signature_of(ARTICLE)
    count = len(WORDS) - 4
    assert minhash.shared(one, near) == pytest.approx((count - 2) / (count + 2), abs=0.08)
    assert minhash.shared(one, far) == 0.0
    assert len(minhash.bands(one)) == minhash.BANDS


def test_scripts_without_spaces_have_shingles_of_characters() -> None:
    text = "北海道の港で二隻の船が嵐の夜に流され市長は眠っていたと港の事務所が月曜日に述べた"
    near = text[:-2] + "言った"
    assert 0.6 < minhash.shared(minhash.signature_of(text), minhash.signature_of(near)) < 1.0


def test_copies_are_linked_in_rows_reports_and_a_file_of_their_own(batch: Batch) -> None:
    source = batch.rows(
        "in.jsonl",
        {"text": ARTICLE},
        {"text": OTHER},
        {"text": NEAR},
        {"text": ARTICLE.replace(" ", "  ")},
        {"text": "Short one."},
        {"text": "Short one."},
    )
    summary = batch.run(source, duplicates=0.8)
    rows = batch.out()
    assert [(row["duplicate_of"], row["shared"]) for row in rows] == [
        (None, None),
        (None, None),
        ("in.jsonl#0", 0.94),
        ("in.jsonl#0", 1.0),
        (None, None),
        ("in.jsonl#4", 1.0),
    ]
    report = rows[2]["report"]
    assert isinstance(report, dict)
    assert report["duplicate"] == {"of": "in.jsonl#0", "shared": 0.94}
    links = (batch.folder / "out.jsonl.wirecopy" / "duplicates.jsonl").read_text("utf-8").splitlines()
    assert list(map(json.loads, links)) == [
        {"id": "in.jsonl#2", "of": "in.jsonl#0", "shared": 0.94},
        {"id": "in.jsonl#3", "of": "in.jsonl#0", "shared": 1.0},
        {"id": "in.jsonl#5", "of": "in.jsonl#4", "shared": 1.0},
    ]
    assert (summary.duplicates, summary.exact_duplicates, summary.dropped) == (3, 2, 0)
    assert sorted(path.name for path in (batch.folder / "out.jsonl.wirecopy").iterdir()) == [
        "duplicates.jsonl",
        "journal.jsonl",
        "summary.json",
    ]


def test_they_are_dropped_when_asked(batch: Batch) -> None:
    source = batch.rows("in.jsonl", {"text": ARTICLE}, {"text": ARTICLE}, {"text": OTHER})
    summary = batch.run(source, duplicates=0.8, drop_duplicates=True)
    assert [row["id"] for row in batch.out()] == ["in.jsonl#0", "in.jsonl#2"]
    assert (summary.documents, summary.duplicates, summary.dropped) == (3, 1, 1)


def test_any_number_of_workers_and_the_cache_give_the_same_links(batch: Batch) -> None:
    texts = [ARTICLE, OTHER, NEAR] * 40
    source = batch.rows("in.jsonl", *({"text": text, "n": number} for number, text in enumerate(texts)))
    outputs = []
    for jobs in (0, 1, 2):
        batch.run(source, out=f"out{jobs}.jsonl", jobs=jobs, duplicates=0.8, update=True)
        outputs.append((batch.folder / f"out{jobs}.jsonl").read_bytes())
    again = batch.run(source, out="out2.jsonl", duplicates=0.8, update=True)
    outputs.append((batch.folder / "out2.jsonl").read_bytes())
    assert again.reused == 120
    assert len(set(outputs)) == 1


def test_a_run_that_goes_on_knows_what_came_before_and_forgets_what_was_not_committed(tmp_path: Path) -> None:
    def outcome(name: str, text: str) -> Outcome:
        return Outcome(name, report=b"{}", signature=minhash.signature_of(text))

    one = Duplicates(tmp_path, least=0.8)
    one.judge(outcome("a", ARTICLE))
    one.judge(outcome("b", OTHER))
    one.commit()
    one.close()
    other = Duplicates(tmp_path, least=0.8, begun=1)
    assert other.judge(outcome("b", OTHER)).duplicate is None
    assert other.judge(outcome("c", NEAR)).duplicate == Duplicate("a", 0.94)
    assert other.judge(outcome("d\udcff", OTHER)).duplicate == Duplicate("b", 1.0)
    other.finish(tmp_path / "links.jsonl")
    assert [json.loads(line)["id"] for line in (tmp_path / "links.jsonl").read_text().splitlines()] == ["c", "d\udcff"]
