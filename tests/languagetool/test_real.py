"""LanguageTool for real: what it finds, where, and what is left of it on news."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psutil
import pytest

import wirecopy
from wirecopy.languagetool import Profile, Service, Settings
from wirecopy.languagetool.settings import Limits
from wirecopy.passes.grammar import table
from wirecopy.text import Span

if TYPE_CHECKING:
    from pathlib import Path

    from wirecopy.model import Result

pytestmark = pytest.mark.languagetool

# What LanguageTool's own list of rules calls it, the text with its span between ⟦⟧, and what is suggested first.
RIGHT = [
    ("EN_A_VS_AN", "The ministry sent ⟦an⟧ statement to reporters.", "a"),
    ("ENGLISH_WORD_REPEAT_RULE", "The report was read by ⟦the the⟧ committee.", "the"),
    ("MODAL_OF", "They ⟦should of⟧ left the region earlier.", "should have"),
    ("MD_BASEFORM", "The company will ⟦announced⟧ a new program on Monday.", "announce"),
    ("TO_NON_BASE", "The project is expected to ⟦completed⟧ by October 2019.", "complete"),
    ("THERE_THEIR", "Two of ⟦there⟧ cars were seen near the border.", "their"),
    ("EN_A_VS_AN", "“It was ⟦a⟧ honest mistake,” said the minister.", "an"),
]
SILENT = [
    "England are under pressure, and the squad are aware of it.",
    "The car maker's 27-year old boss said the best-known firm was in a well known area.",
    "The Goo Goo Dolls won 6-4 6-4 on a stage that had had no visitors.",
    "Kremlin spokesman Peskov met the leaders of Artsakh and Karabakh in Stepanakert.",
    "The hearing was set for Thursday, April 5, the court said in the internet edition.",
    "“I ain't got no time for them things,” she said.",
]


def check(text: str, folder: Path, *passes: str) -> Result:
    options = {"grammar": {"cache-folder": str(folder)}}
    return wirecopy.clean(text, media="text", lang="en", passes=passes or ("grammar",), config={"options": options})


@pytest.mark.parametrize(("rule", "marked", "first"), RIGHT)
@pytest.mark.usefixtures("service")
def test_what_is_reported(rule: str, marked: str, first: str, cache_folder: Path) -> None:
    before, _, rest = marked.partition("⟦")
    inside, _, after = rest.partition("⟧")
    result = check(before + inside + after, cache_folder)
    assert result.errors == ()
    assert [(f.rule, f.span, f.suggestions[0]) for f in result.findings] == [
        (f"grammar.{rule}", Span(len(before), len(before) + len(inside)), first)
    ]


@pytest.mark.parametrize("text", SILENT)
@pytest.mark.usefixtures("service")
def test_what_is_not(text: str, cache_folder: Path) -> None:
    result = check(text, cache_folder)
    assert result.errors == ()
    assert result.findings == ()


@pytest.mark.usefixtures("service")
def test_spans_after_astral_characters_and_damage(cache_folder: Path) -> None:
    text = "😀𝐁\ud83d The ministry\0 sent an statement. 🎉 It will announced it.\n\nIt is an big day."
    assert [(f.span, f.span.of(text)) for f in check(text, cache_folder).findings] == [
        (Span(23, 25), "an"),
        (Span(47, 56), "announced"),
        (Span(68, 70), "an"),
    ]


@pytest.mark.usefixtures("service")
def test_fixes_are_suggestions(cache_folder: Path) -> None:
    text = "The ministry sent an statement."
    result = check(text, cache_folder)
    assert result.text == text
    assert [f.applied for f in result.findings] == [False]


@pytest.mark.usefixtures("service")
def test_other_languages_are_left_alone(cache_folder: Path) -> None:
    text = "Das Ministerium hat gestern eine neue Verordnung veröffentlicht, die ab dem nächsten Jahr gelten soll."
    assert wirecopy.clean(text, passes=("grammar",)).findings == ()


def test_neighbours_do_not_matter(service: Service) -> None:
    profile = table.load().grammar_profile()
    texts = [marked.replace("⟦", "").replace("⟧", "") for _, marked, _ in RIGHT] + SILENT
    alone = [service._ask([text], profile)[0] for text in texts]
    assert service._ask(texts, profile) == alone


def test_bad_input_is_survived_in_good_time(service: Service) -> None:
    texts = ["word " * 8000, "x" * 50_000, "\0" * 100, "A. " * 5000, "It was an mistake."]
    answers = service.check(texts, table.load().grammar_profile())
    assert all(hits is not None for hits in answers)
    assert [(hit.rule, hit.start, hit.end) for hit in answers[-1] or ()] == [("EN_A_VS_AN", 7, 9)]


def test_the_speller_alone(service: Service) -> None:
    hits = service.check(["recieved", "received"], Profile("en-US", only=("MORFOLOGIK_RULE_EN_US",)))
    assert [[(h.rule, h.start, h.end, h.suggestions[0]) for h in found or ()] for found in hits] == [
        [("MORFOLOGIK_RULE_EN_US", 0, 8, "received")],
        [],
    ]


def test_a_server_that_is_killed_is_replaced(tmp_path: Path) -> None:
    own = Service(Settings(tmp_path, limits=Limits(heap_mb=512), cache_mb=0))
    profile = table.load().grammar_profile()
    try:
        assert [len(hits or ()) for hits in own.check(["It was an mistake."], profile)] == [1]
        assert own._server is not None
        killed = own._server.url
        for process in psutil.Process(own._server.guard.pid).children(recursive=True):
            process.kill()
        texts = [f"It was an mistake, said number {number}." for number in range(40)]
        assert [len(hits or ()) for hits in own.check(texts, profile)] == [1] * 40
        assert own._server.url != killed
    finally:
        own.close()


def test_a_megabyte_in_one_paragraph(service: Service) -> None:
    sentence = "It was an mistake. "
    text = sentence * (1_000_000 // len(sentence))
    (hits,) = service.check([text], table.load().grammar_profile())
    assert hits is not None
    assert len(hits) == len(text) // len(sentence)
    assert (hits[-1].start, hits[-1].end) == (len(text) - len(sentence) + 7, len(text) - len(sentence) + 9)
