"""Counts over other articles: what is counted, in how much memory, and what they say to the typo checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import wirecopy
from wirecopy.cli import main
from wirecopy.config import ConfigError
from wirecopy.words import corpus
from wirecopy.words.corpus import Corpus, Counts, words_of
from wirecopy.words.lexicon import Table

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def learned(tmp_path: Path) -> Path:
    """Counts over forty articles that all name one man."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number}.txt").write_text(
            f"The minister, Vahedovic, said on day {number} that he would stay in office.\n"
        )
    assert main(["learn", str(folder), "--words", str(tmp_path / "counts")]) == 0
    return tmp_path / "counts"


def found(text: str, **config: object) -> list[tuple[str, str, tuple[str, ...], str]]:
    result = wirecopy.clean(text, media="text", passes=("typos",), config=config)
    return [(f.rule, text[f.span.start : f.span.end], f.suggestions[:1], f.evidence) for f in result.findings]


def test_documents_are_counted_not_occurrences() -> None:
    counts = Counts()
    counts.add(words_of("Peskov met Peskov’s aide; the U.S. aide's name wasn't told."))
    counts.add(words_of("Peskov again"))
    counts.add(["once"])
    table = Corpus(Table(counts.dump()))
    assert (table.documents, table.count("Peskov"), table.count("aide"), table.count("once")) == (3, 2, 0, 0)
    assert Corpus(Table(counts.dump(least=1))).count("wasn't") == 1


def test_memory_is_bounded_and_what_is_frequent_stays() -> None:
    counts = Counts(capacity=100)
    for number in range(300):
        counts.add([*(f"w{number}x{i}" for i in range(20)), "often", *(["half"] if number % 2 else [])])
    assert len(counts) <= 100
    table = Corpus(Table(counts.dump()))
    assert 300 - counts.lost <= table.count("often") <= 300
    assert 150 - counts.lost <= table.count("half") <= 150


def test_a_slip_for_a_name_that_other_articles_have_is_found(learned: Path) -> None:
    text = "The minister, Vahedovci, said on Friday that he would resign after the vote.\n"
    assert found(text) == []
    assert found(text, corpus=str(learned)) == [
        ("typos.misspelling", "Vahedovci", ("Vahedovic",), "Vahedovic stands in 40 other articles")
    ]
    assert found("The minister, Vahedovic, said on Friday that he would resign.\n", corpus=str(learned)) == []


def test_counts_that_cannot_be_read_are_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"the counts cannot be read.*learn FOLDER --words"):
        found("Text.", corpus=str(tmp_path / "gone"))
    (tmp_path / "bad").write_bytes(b"something else")
    with pytest.raises(ConfigError, match="no counts that `wirecopy learn --words` wrote"):
        found("Text.", corpus=str(tmp_path / "bad"))


def test_too_few_documents_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("One text.\n")
    assert main(["learn", str(tmp_path), "--words", str(tmp_path / "counts")]) == 2
    assert "1 documents are too few to count (2 at least)" in capsys.readouterr().err
    assert not (tmp_path / "counts").exists()


def test_changed_counts_are_read_again(learned: Path) -> None:
    before = corpus.load(str(learned))
    assert corpus.load(str(learned)) is before
    counts = Counts()
    counts.add(["new"])
    counts.add(["new"])
    learned.write_bytes(counts.dump())
    assert corpus.load(str(learned)).count("new") == 2
