"""Articles that look like page furniture and must survive; and what goes with what is kept of it."""

from __future__ import annotations

import pytest

import wirecopy

LEDE = "The ministry said on Monday that all of the troops will have left the valley by Friday."
TRAPS = {
    "list": f"{LEDE}\n\nWhat is in the deal:\n\n- Security\n- Energy\n- Health\n- Jobs\n\n{LEDE}",
    "sub-headings": f"{LEDE}\n\nEconomy\n\n{LEDE}\n\nCulture\n\n{LEDE}",
    "questions and answers": f"{LEDE}\n\nQ: What do you think?\n\nA: Nothing.\n\nQ: Are you sure?\n\nA: Yes.\n\n{LEDE}",
    "live blog": f"{LEDE}\n\n14:32\n\nThe minister has left the building.\n\n14:40\n\nHe is back.\n\n15:01\n\n{LEDE}",
    "chronology": f"{LEDE}\n\nMay 3, 2021\n\nThe first talks begin.\n\nJune 5, 2022\n\nThey end.\n\n{LEDE}",
    "results": f"{LEDE}\n\nChelsea 2 Arsenal 1\n\nLeeds 0 Everton 0\n\n{LEDE}",
    "poem": "Shall I go home, the river said,\n\nOr shall I stay instead?\n\nThe night is long, the night is red,"
    "\n\nI shall go home, it said.",
    "one sentence": "The president of the republic, who was 88, has died.",
    "recipe": f"{LEDE}\n\nIngredients\n\n2 eggs\n\n100 g flour\n\nMethod\n\nBeat the eggs and add the flour.\n\n{LEDE}",
    "quotation": f"{LEDE}\n\n“Leave a comment if you like,” he said, “or subscribe, or share this article; I do not mind.”\n\n{LEDE}",
    "social networks": f"{LEDE}\n\nThe law names these firms: Facebook, Instagram, TikTok and YouTube.\n\n{LEDE}",
    "names": f"{LEDE}\n\nOn the list are Anna Berg, by far the youngest, and Otto Ruiz.\n\nBy Anna Berg’s count there are nine.\n\n{LEDE}",
    "match preview": f"{LEDE}\n\nUP NEXT\n\nThe Rovers visit the Town on Friday.\n\nThe Town host the Rovers on Sunday.",
    "German": "Das Ministerium teilte am Montag mit, dass alle Truppen das Tal bis Freitag verlassen haben werden.\n\n"
    "Wer sich für den Newsletter des Vereins anmeldet, bekommt im Mai ein Abonnement der Zeitung geschenkt.\n\nWirtschaft\n\n"
    "Die Anzeige, die der Verein am Montag bei der Polizei erstattete, betrifft die Kommentare auf seiner Seite.",
    "Spanish": "El ministerio dijo el lunes que todas las tropas habrán salido del valle antes del viernes por la noche.\n\n"
    "La publicidad del partido, que pide a los vecinos que compartan sus fotos, fue retirada el martes por el juez.",
    "Chinese": "该部周一表示，所有部队将在周五晚上之前离开山谷，记者在现场看到大量车辆正在撤离。\n\n"
    "他说，广告和评论都不能代表报社的立场，读者可以自由分享这些文章，但必须注明来源。",
}


@pytest.mark.parametrize("text", TRAPS.values(), ids=TRAPS.keys())
def test_an_article_survives(text: str) -> None:
    result = wirecopy.clean(text, media="text", passes=("boilerplate",))
    removed = [(finding.rule, finding.span.of(text)) for finding in result.findings if finding.applied]
    assert removed == []
    assert result.text == text


def test_a_list_below_a_heading_ends_where_a_paragraph_was_cut_in_pieces() -> None:
    text = f"{LEDE}\nRelated\nTroops leave the valley at last\nHe then\nreported\nthat it was over.\n{LEDE}"
    assert wirecopy.clean(text, passes=("boilerplate",)).text == f"{LEDE}\nHe then\nreported\nthat it was over.\n{LEDE}"


def test_facts_point_to_where_they_stood() -> None:
    text = f"Troops leave\nBy Anna Berg | May 3, 2025\nPhoto: Otto Ruiz/Reuters\n{LEDE}"
    result = wirecopy.clean(text, passes=("boilerplate",))
    assert result.text == f"Troops leave\n{LEDE}"
    facts = [(fact.field, fact.value, fact.span and fact.span.of(text)) for fact in result.article.facts]
    assert facts == [
        ("author", "Anna Berg", "Anna Berg"),
        ("published", "2025-05-03", "May 3, 2025"),
        ("photo", "Otto Ruiz/Reuters", "Otto Ruiz/Reuters"),
    ]
