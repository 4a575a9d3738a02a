"""Language of a text: by script, by function words, and the honest None."""

from __future__ import annotations

import pytest

from wirecopy.text.language import detect, read_as

SENTENCES = {
    "en": "The minister said that the talks with the union would go on for another week.",
    "es": "El ministro dijo que las conversaciones con el sindicato seguirán durante una semana más.",
    "de": "Der Minister sagte, dass die Gespräche mit der Gewerkschaft noch eine Woche dauern werden.",
    "fr": "Le ministre a déclaré que les discussions avec le syndicat dureront encore une semaine.",
    "pt": "O ministro disse que as conversas com o sindicato não vão terminar antes de uma semana.",
    "it": "Il ministro ha detto che i colloqui con il sindacato dureranno ancora una settimana.",
    "nl": "De minister zei dat de gesprekken met de vakbond nog een week zullen duren.",
    "sv": "Ministern sade att samtalen med facket kommer att pågå i en vecka till och inte mer.",
    "pl": "Minister powiedział, że rozmowy ze związkiem będą trwały jeszcze przez tydzień.",
    "tr": "Bakan, sendika ile görüşmelerin bir hafta daha devam edeceğini ve yeni bir anlaşma olduğunu söyledi.",
    "ru": "Министр сказал, что переговоры с профсоюзом продлятся ещё неделю.",
    "uk": "Міністр сказав, що переговори з профспілкою триватимуть ще тиждень.",
    "ar": "قال الوزير إن المحادثات مع النقابة ستستمر أسبوعا آخر على الأقل.",
    "zh": "部长说，与工会的谈判将再持续一周。",
    "ja": "大臣は組合との交渉がさらに一週間続くと述べた。",
    "ko": "장관은 노조와의 협상이 일주일 더 계속될 것이라고 말했다.",
}


@pytest.mark.parametrize(("lang", "sentence"), sorted(SENTENCES.items()))
def test_says_the_language_of_one_sentence(lang: str, sentence: str) -> None:
    assert detect(sentence) == lang


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1,234 (5.6%)",
        "Angela Merkel",
        "Kyiv, Ukraine",
        "S Byrne, S Best, L Cullen, A Foley",
        "France v Cyprus; Italy v Israel.",
    ],
)
def test_does_not_guess(text: str) -> None:
    assert detect(text) is None


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("He recieved teh letter.", "en"),
        ("", "en"),
        ("Angela Merkel", "en"),
        ("Northbridge Town v Ashdown Rovers", "en"),
        ("Le président a dit non.", "und"),
        ("Condenada a devolver el cuadro que la parroquia compró, a la una en el", "und"),  # Spanish, or Catalan
        ("Умер художник Лев Самойлов", "und"),
        ("最後 Εκλογές 2024", "zh"),
        ("Εκλογές 2024", "und"),
        (SENTENCES["de"], "de"),
    ],
)
def test_is_read_as_english_unless_the_text_speaks_against_it(text: str, lang: str) -> None:
    assert read_as(text) == lang
