from __future__ import annotations

import json

import pytest

from wirecopy.linemodel.explain import SAID
from wirecopy.linemodel.guards import baffled
from wirecopy.linemodel.looks import Looks
from wirecopy.linemodel.model import COLUMNS, build, columns, load
from wirecopy.linemodel.reading import UNKNOWN, Mark, Reading
from wirecopy.linemodel.remote import REMOTE
from wirecopy.linemodel.shape import outline
from wirecopy.text.data import DATA
from wirecopy.text.words import words_of

PROSE = "The regulator said on Monday that the new rules would hold for all sites that ask readers for their consent."


def reading(texts: list[str], marks: list[Mark] | None = None) -> Reading:
    return Reading(texts, [words_of(text) for text in texts], marks or [UNKNOWN] * len(texts), load())


def test_the_shipped_data_belongs_to_the_columns_of_the_code() -> None:
    record = json.loads((DATA / "linemodel.json").read_text("utf-8"))
    assert record["columns"] == columns()
    record["columns"]["second"].reverse()
    with pytest.raises(ValueError, match="fitted for other columns than this code computes"):
        build(record)


def test_every_column_has_words_that_explain_it_and_no_other_has() -> None:
    assert sorted(SAID) == sorted(COLUMNS)


def test_a_note_has_no_context_and_stays() -> None:
    assert [verdict.keep for verdict in reading(["Home", PROSE, "Share"]).judge(range(3))] == [True] * 3


def test_a_run_of_lines_far_from_sentences_is_one_entry() -> None:
    texts = [f"Label {number}" for number in range(20)] + [PROSE] * 6
    looks = reading(texts).looks(range(26))
    assert looks.numbers == [-1, *range(14, 26)]
    assert looks.outlines[0].size == 14 * 3
    assert [verdict.score for verdict in reading(texts).judge(range(26))][:14] == [REMOTE] * 14


def test_what_is_certain_to_go_has_no_say_and_no_row() -> None:
    texts = ["Most read", *[PROSE] * 6]
    verdicts = reading(texts, [Mark("most-read", 2), *[UNKNOWN] * 6]).judge(range(7), certain={0})
    assert (verdicts[0].score, verdicts[0].row) == (0.0, ())
    assert len(verdicts[1].row) == len(COLUMNS)


def test_columns_that_the_second_forest_does_not_ask_for_are_not_computed_and_change_nothing() -> None:
    texts = [
        "The mayor said so. He left.",
        "Ten Things To Do In Town",
        PROSE,
        "What the council said of it",
        *[PROSE] * 3,
    ]
    words, marks, model = [words_of(text) for text in texts], [UNKNOWN] * 7, load()
    assert model.asked < frozenset(COLUMNS)
    everything = model._replace(asked=frozenset(COLUMNS))
    lean, full = (Reading(texts, words, marks, of).judge(range(7)) for of in (model, everything))
    assert [verdict.score for verdict in lean] == [verdict.score for verdict in full]
    other = {
        name
        for one, two in zip(lean, full, strict=True)
        for name, less, more in zip(COLUMNS, one.row, two.row, strict=False)
        if less != more
    }
    assert other
    assert other.isdisjoint(model.asked)


def test_a_forest_that_is_not_fitted_yet_asks_for_all_columns() -> None:
    record = json.loads((DATA / "linemodel.json").read_text("utf-8"))
    record["second"] |= {"trees": [0]}
    assert build(record).asked == frozenset(COLUMNS)


def misleads(texts: list[str], scores: list[float]) -> bool:
    outlines = [outline(text, len(text.split())) for text in texts]
    return baffled(Looks([*range(len(texts))], texts, outlines, [None] * len(texts), [0] * len(texts), []), scores, 0.4)


def test_the_time_above_several_paragraphs_is_a_live_blog() -> None:
    blog = [line for time in ("18:40", "18:05", "9.30") for line in (time, PROSE)]
    assert misleads(blog, [0.1, 0.9] * 3)
    assert not misleads(blog[2:], [0.1, 0.9] * 2)
    assert not misleads(["Sport"] * 6 + blog, [0.1] * 6 + [0.1, 0.9] * 3)


def test_fields_that_come_again_and_again_are_a_list_of_things() -> None:
    events = [line for day in range(1, 6) for line in (PROSE, f"Date: {day} May", "Place: Lyon", f"Price: {day} euros")]
    scores = [0.9, 0.1, 0.9, 0.1] * 5
    assert misleads(events, scores)
    assert not misleads(events[:12], scores[:12])
    assert not misleads(["Sport"] * 6 + events, [0.1] * 6 + scores)
