"""What must hold for every text that the encoding pass sees: clean text stays, changes compose, twice is once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import example, given
from hypothesis import strategies as st

import wirecopy
from wirecopy.passes.encoding import repair
from wirecopy.passes.encoding.changes import Change, Trace, applied

if TYPE_CHECKING:
    import random

WELL_FORMED = [
    "He said it’s “fine”, and left – at 5 p.m. — for São Paulo…",
    "Der Präsident sagte: „Größe ist’s.“ Straße, Äpfel, Öl.",
    "« L’été », dit-elle, « c’est déjà fini »\u202f: œuvre, naïf.",
    "¿Qué pasó en ESPAÑA? ¡Nada! El niño, 1.º de mayo.",
    "Příliš žluťoučký kůň úpěl ďábelské ódy.",
    "Zażółć gęślą jaźń. Wałęsa i Łódź.",
    "Árvíztűrő tükörfúrógép; „így van”.",
    "Şu anda İstanbul’da ığdır ağacı.",
    "În București, țara și ființa.",
    "Tiếng Việt: Nguyễn Phú Trọng đã nói.",
    "Президент России сказал: «Нет». Объём — 5 млн.",
    "Річ у тім, що її ґанок — Україна.",
    "Ο πρωθυπουργός είπε: «Όχι». Οδός, Αθήνα.",
    "ראש הממשלה אמר: „לא”. צה״ל.",
    "قال الرئيس: «لا»، ثم غادر.",
    "می\u200cخواهم بروم؛ نمی\u200cدانم.",
    "देश के प्रधानमंत्री ने कहा।",
    "นายกรัฐมนตรีกล่าวว่าเธอไม่รู้",
    "政府表示：“不知道”。（完）ＡＢＣ１２３",
    "政府は「知らない」と述べた。ﾊﾝｶｸ",
    "정부는 “모른다”고 말했다.",
    "👩\u200d🚒 👍🏽 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f ❤️",
    "∀x∈ℝ: x²≥0 ⇒ √x≤½·π",
    "[ˈɪŋɡlɪʃ] ðə ˌʌpˈsaɪd",
    "Ḥāfiẓ, Kṛṣṇa, Māori, Yorùbá, Hawaiʻi",
    "C:\\users\\new, S&P, AT&T, 100 % — https://x.org/%C3%A9?a=1&copy=2",
]


WORDS = [word for line in WELL_FORMED for word in line.split(" ")]


@example(["ґанок", "ґанок", "ґанок"], " ")
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), st.sampled_from([" ", "\n"]))
def test_words_of_different_languages_stay_side_by_side(words: list[str], separator: str) -> None:
    text = separator.join(words)
    assert repair(text).text == text


@given(st.lists(st.sampled_from(WELL_FORMED), min_size=1, max_size=6), st.sampled_from([" ", "\n", "\n\n"]))
def test_well_formed_text_of_any_language_stays(lines: list[str], separator: str) -> None:
    text = separator.join(lines)
    assert repair(text).text == text


@st.composite
def step(draw: st.DrawFn, text: str) -> list[Change]:
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True)))
    return [Change(a, b, draw(st.text("XY", max_size=3)), "r") for a, b in zip(cuts[::2], cuts[1::2], strict=False)]


@given(st.text("abc", max_size=20), st.data())
def test_changes_of_changed_text_become_changes_of_the_first_text(text: str, data: st.DataObject) -> None:
    trace = Trace(text)
    for _ in range(3):
        trace.take(data.draw(step(trace.text)))
    assert applied(text, trace.changes()) == trace.text


DAMAGE = st.sampled_from(
    ["cp1252", "latin-1", "cp1251", "cp1250", "mac_roman", "cp437", "koi8-r", "cp866", "iso8859-2", "gb18030", "cp932"]
)


@given(st.lists(st.sampled_from(WELL_FORMED), min_size=1, max_size=3), st.lists(DAMAGE, max_size=2), st.randoms())
def test_repairing_twice_is_repairing_once_and_the_bytes_come_back(
    lines: list[str], charsets: list[str], chance: random.Random
) -> None:
    text = "\n".join(lines)
    for charset in charsets:
        text = text.encode("utf-8").decode(charset, "replace")
    marks = [
        "\u200b",
        "\u00ad",
        "\x00",
        "\x92",
        "&amp;",
        "\\u2019",
        "%E2%82%AC",
        "=C3=A9",
        "´",
        "\ufffd",
        "â€",
        "Ã",
        "? ",
    ]
    for _ in range(chance.randrange(4)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(marks) + text[at:]
    result = wirecopy.clean(text, media="text", passes=("encoding",))
    assert not result.errors
    assert wirecopy.restore(result.text, result.report()) == text.encode("utf-8")
    assert repair(result.text).text == result.text
