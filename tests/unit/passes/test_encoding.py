"""The encoding pass: what is repaired, where, how surely, and what stays."""

from __future__ import annotations

import pytest

import wirecopy
from wirecopy.model import Safety
from wirecopy.passes.encoding import repair
from wirecopy.text import Edit, Span


def misread(text: str, *charsets: str) -> str:
    for charset in charsets:
        text = text.encode("utf-8").decode(charset)
    return text


FRENCH = "Le président a déclaré que l’été était déjà terminé à Paris."


@pytest.mark.parametrize("charset", ["latin-1", "mac_roman", "cp437", "cp850", "cp1251", "iso8859-2"])
def test_utf8_read_in_a_single_byte_charset(charset: str) -> None:
    assert repair(misread(FRENCH, charset)).text == FRENCH


def test_the_last_letter_of_a_repaired_word_is_no_lost_byte() -> None:
    text = "Люди недовольны высокими ценами на хлеб и недостатком продуктов, говорят в городе."
    assert repair(misread(text, "koi8_r")).text == text


def test_a_letter_of_another_script_before_a_sign_is_a_sequence_where_the_two_are_usual_in_the_language() -> None:
    assert (
        repair("The player who cost the club آ£44 million came from Rome.").text
        == "The player who cost the club £44 million came from Rome."
    )
    assert (
        repair("The μ± of the αβ test was 0.5 and the Ω± was not.").text
        == "The μ± of the αβ test was 0.5 and the Ω± was not."
    )


def test_escaped_quotation_marks_go_with_other_escapes() -> None:
    assert (
        repair('He sang.\\n\\nThe song \\"Songs My Mother Taught Me\\".').text
        == 'He sang.\n\nThe song "Songs My Mother Taught Me".'
    )
    assert repair('Write \\" for a mark.').text == 'Write \\" for a mark.'


def test_twice_and_in_one_word_only() -> None:
    assert repair(misread("Größe zählt", "latin-1", "latin-1")).text == "Größe zählt"
    assert repair("Ein großes Haus fÃ¼r „alle“.").text == "Ein großes Haus für „alle“."


@pytest.mark.parametrize(
    ("shown", "real", "text"),
    [
        ("cp1252", "cp1250", "Nicméně kvůli neoficiální spolupráci se přátelství mezi těmito dvěma rozpadlo."),
        ("cp1252", "cp1251", "Сегодня в Москве холодно, а завтра будет тепло."),
        ("cp1251", "koi8-r", "Многие ученые говорят, что завтра будет тепло."),
        ("latin-1", "cp1253", "Κύριε Πρόεδρε, το περιβάλλον μπορεί να προστατευθεί."),
        ("latin-1", "gb18030", "换句话说，如果每个标注的点都在同一高度，这条线代表的就是海拔。"),
    ],
)
def test_one_legacy_charset_read_as_another(shown: str, real: str, text: str) -> None:
    assert repair(text.encode(real).decode(shown)).text == text


def test_a_finding_tells_span_edit_charset_and_safety() -> None:
    result = wirecopy.clean("Er sagt: SchÃ¶n.", media="text", passes=("encoding",))
    (finding,) = result.findings
    assert finding.rule == "encoding.mojibake"
    assert finding.span == Span(12, 14)
    assert finding.fix is not None
    assert finding.fix.edits == (Edit(12, 14, "ö"),)
    assert finding.fix.safety is Safety.LIKELY
    assert finding.evidence == "UTF-8 read as cp1252"
    assert result.text == "Er sagt: Schön."


def test_evidence_makes_a_fix_safe() -> None:
    result = wirecopy.clean(misread(FRENCH, "latin-1"), media="text", passes=("encoding",))
    assert {finding.fix.safety for finding in result.findings if finding.fix} == {Safety.SAFE}


def test_what_is_lost_is_reported_and_left() -> None:
    result = wirecopy.clean("He s\ufffd\ufffdd no.", media="text", passes=("encoding",))
    (finding,) = result.findings
    assert (finding.rule, finding.span, finding.fix) == ("encoding.replacement-character", Span(4, 6), None)
    assert result.text == "He s\ufffd\ufffdd no."


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Rock &amp;amp;amp; roll", "Rock & roll"),
        ("a &lt;b&gt; here", "a <b> here"),
        ("<p>a &lt;b&gt; here</p>", "<p>a &lt;b&gt; here</p>"),
        ("Share < Print\n\nIt&rsquo;s", "Share < Print\n\nIt’s"),
        ("https://x.org/?a=1&copy=2&lang=de", "https://x.org/?a=1&copy=2&lang=de"),
        ("&NTILDE;", "Ñ"),
        (r"\ud83d\ude00 and \u00e9", "😀 and é"),
        (r"caf\xc3\xa9 and caf\xe9", "café and café"),
        (r"It ended.\n\nThen it began.", "It ended.\n\nThen it began."),
        (r"\nabla and \neq", r"\nabla and \neq"),
        ("100% sure, 50%A", "100% sure, 50%A"),
        ("caf=C3=A9 is=\n here =3D there", "café is here = there"),
    ],
)
def test_notations(text: str, good: str) -> None:
    assert repair(text).text == good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("cat\u200cfish \u200d", "catfish "),
        ("👩\u200d🚒", "👩\u200d🚒"),
        ("ខ្មែរ\u200bភាសា", "ខ្មែរ\u200bភាសា"),
        ("he\u200flp", "help"),
        ("שלום\u200f!", "שלום\u200f!"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07text", "text"),
    ],
)
def test_invisible_characters(text: str, good: str) -> None:
    assert repair(text).text == good


def test_french_no_break_spaces_stay_when_they_are_the_rule() -> None:
    assert repair("Quoi\u00a0? «\u00a0Non\u00a0»\u00a0!").text == "Quoi\u00a0? «\u00a0Non\u00a0»\u00a0!"
    assert repair("Quoi\u00a0? Le\u00a0chat.").text == "Quoi\u00a0? Le chat."


def test_look_alikes_go_to_the_script_of_the_text() -> None:
    assert (
        repair("Prеssure for chаnge in the region is growing.").text == "Pressure for change in the region is growing."
    )
    assert repair("Вчера oни были в Москве.").text == "Вчера они были в Москве."
    assert repair("Zenit (Зенит) won against KоЯn.").text == "Zenit (Зенит) won against KоЯn."
    assert (
        repair("Все они были в Москве.\nKееp pushing to the top!").text
        == "Все они были в Москве.\nKeep pushing to the top!"
    )


def test_the_only_mixed_word_of_a_line_is_reported_where_it_is_in_capitals() -> None:
    text = "SENSЕ is the new record."
    result = wirecopy.clean(text, media="text", passes=("encoding",))
    assert [(finding.rule, finding.span, finding.fix) for finding in result.findings] == [
        ("encoding.look-alike", Span(4, 5), None)
    ]
    assert result.text == text
    assert repair(f"{text} Prеss release.").text == "SENSE is the new record. Press release."


def test_a_page_keeps_its_entities_and_escapes() -> None:
    page = "<!doctype html><p>It&rsquo;s caf\u00c3\u00a9 <script>'\\u2019'</script>"
    assert repair(page, html=True).text == page.replace("\u00c3\u00a9", "é")


def test_a_lost_byte_of_a_letter_is_told_by_its_word() -> None:
    text = (
        "Эти министры снова заявили, что Англия и Уэльс должны исследовать энергию ветра. Они рассмотрят этот вопрос."
    )
    damaged = text.encode().decode("cp1252", "replace")
    assert "\ufffd" in damaged
    assert repair(damaged).text == text


def test_chinese_read_as_gbk_lost_bytes_that_make_no_character_there_and_only_what_is_clear_comes_back() -> None:
    text = "第二天，市政府的工作人员和记者们在会议上说，这是一个重要的问题，今年的经济发展很好。"
    damaged = text.encode().decode("gbk", "replace")
    assert damaged.count("\ufffd") == 10
    assert (
        repair(damaged).text
        == "第二天，市政府的工作人员和记\ufffd们在会\ufffd上说，这是\ufffd\ufffd重\ufffd的\ufffd题，今年的经济发展很好\ufffd"
    )


def test_a_lost_byte_of_a_chinese_character_is_guessed_only_where_one_is_far_more_common() -> None:
    text = "我们在这里说，宁波的人口增长很慢，今天的天气很好。第三个重要的问题是人民的生活。"
    repaired = repair(text.encode().decode("cp1252", "replace")).text
    assert "人口" in repaired  # 口, not 叁
    assert "宝波" not in repaired  # 宁 or 宝


@pytest.mark.parametrize(
    ("halves", "whole"),
    [
        ("inter-\nnational", "international"),
        ("so-\noner", "sooner"),  # "so" begins compounds, but "oner" is no word
        ("Mon-\nday", "Monday"),
        ("Zucker-\nberg", "Zuckerberg"),
        ("government-\nbacked", None),
        ("asylum-\ninmate", None),
        ("city-\nstate", None),
    ],
)
def test_halves_that_are_words_are_one_word_only_where_that_is_known(halves: str, whole: str | None) -> None:
    text = f"The minister said to the reporters that it was the {halves} of the day."
    assert repair(text, "en").text == (text if whole is None else text.replace(halves, whole))


def test_compounds_of_other_languages_keep_the_hyphen() -> None:
    french = "Il faut que le président de la république le dise lui-\nmême aux députés."
    portuguese = "O presidente da república disse na segunda-\nfeira que não sabia."
    assert [repair(text).text for text in (french, portuguese)] == [french, portuguese]


@pytest.mark.parametrize(
    "text",
    [
        "The Château Margaux wine was sold in London for a record price.",
        "He had a crème brûlée and pâté with foie gras at the château in the hills.",
        "The prime minister spoke of the Moyen âge; the ship had a mât and a sail.",
        "Tâm Nguyễn said he liked it. “Âm nhạc,” he added.",
        "She wrote “bâtiment” and said “âme” and “voilâ” on stage.",
    ],
)
def test_a_letter_of_a_foreign_word_in_english_is_no_remains_of_a_mark(text: str) -> None:
    assert repair(text).text == text


def test_an_a_with_circumflex_that_is_a_letter_stays_beside_those_that_were_marks() -> None:
    damaged = "The pâté was good. We donât know what it âisâ or was â so far. Iâm Tâm."
    assert repair(damaged).text == "The pâté was good. We don’t know what it “is” or was — so far. I’m Tâm."


def test_blanks_around_the_end_of_a_line_do_not_decide_about_a_broken_word() -> None:
    text = "The spokesman for the interior govern- \n  ment said no."
    assert repair(text, "en").text == "The spokesman for the interior government said no."
