"""The typos pass over documents: safety, allow-lists, foreign passages, idempotence."""

from __future__ import annotations

import wirecopy
from wirecopy.model import Safety

TYPO = "Two people were injured when the hurricane caused extensive dammage to houses along the coast."


def findings(text: str, **options: object) -> list[tuple[str, Safety]]:
    """Each flagged word with the safety of its fix."""
    result = wirecopy.clean(text, media="text", passes=("typos",), config={"options": {"typos": options}})
    return [(text[f.span.start : f.span.end], f.fix.safety) for f in result.findings if f.fix]


def test_a_certain_typo_in_small_letters_is_fixed_by_default() -> None:
    assert findings(TYPO) == [("dammage", Safety.LIKELY)]
    assert wirecopy.clean(TYPO, media="text", passes=("typos",)).text == TYPO.replace("dammage", "damage")


def test_no_strict_fix_in_quotations_capitals_or_of_words_used_twice() -> None:
    quoted = "“The storm caused extensive dammage here,” the mayor said on Friday."
    twice = "The storm caused extensive dammage in the town, and more dammage in the village by the sea."
    assert findings(quoted) == [("dammage", Safety.UNSAFE)]
    assert {safety for _, safety in findings(twice)} <= {Safety.UNSAFE}
    assert wirecopy.clean(quoted, media="text", passes=("typos",)).text == quoted


def test_the_allow_list_takes_words_and_patterns() -> None:
    assert findings(TYPO, words=["dammage"]) == []
    assert findings(TYPO, patterns=["dam+age"]) == []
    assert findings(TYPO, words=["Dammage"]) == [("dammage", Safety.LIKELY)]


def test_paragraphs_and_quotations_in_another_language_are_not_judged_as_english() -> None:
    foreign = "“El goberno de la nación dijo que las conversaciones con el sindicato seguirán,” he said in the hall.\n"
    paragraph = (
        "Der Minister sagte am Freitag, dass die Gesprache mit der Gewerkschaft noch eine Woche dauern werden.\n"
    )
    english = "The minister said on Friday that the talks with the union would go on for another week.\n"
    assert findings(f"{english}\n{foreign}\n{paragraph}\n{english}") == []


def test_cleaning_again_changes_nothing() -> None:
    once = wirecopy.clean(
        f"{TYPO} He was taken to to the hospital.", media="text", passes=("typos",), config={"fix_level": "unsafe"}
    )
    again = wirecopy.clean(once.text, media="text", passes=("typos",), config={"fix_level": "unsafe"})
    assert again.text == once.text == TYPO.replace("dammage", "damage") + " He was taken to the hospital."
