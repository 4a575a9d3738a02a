"""What the typo checks report, with exact spans, rules and suggestions, and what they leave alone."""

from __future__ import annotations

import pytest

import wirecopy
from wirecopy.passes.typos.check import check
from wirecopy.passes.typos.confusion import confusions


def found(text: str, lang: str = "en") -> list[tuple[str, str, str]]:
    """Rule (without its family), the flagged words, and the first suggestion."""
    return [(hit.rule.partition(".")[2], text[hit.start : hit.end], hit.suggestions[0]) for hit in check(text, lang)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The storm caused severe dammage along the coast.", ("misspelling", "dammage", "damage")),
        ("A goverment plan has failed.", ("misspelling", "goverment", "government")),
        (
            "Azerbaijan sells oil. Azerbaijan also sells gas, and Azerbaijann exports both.",
            ("name-variant", "Azerbaijann", "Azerbaijan"),
        ),
        ("They waited untilthe rain had stopped.", ("missing-space", "untilthe", "until the")),
        ("He bought bread,milk and cheese at the market.", ("missing-space", "bread,milk", "bread, milk")),
        (
            "A spokesman confirmed that hospitaldoctors would strike.",
            ("missing-space", "hospitaldoctors", "hospital doctors"),
        ),
        ("DALLAS,Texas. (AP) - He won.", ("missing-space", "DALLAS,Texas", "DALLAS, Texas")),
        ("The econ omy grew by two per cent last year.", ("split-word", "econ omy", "economy")),
        ("She was taken to to the hospital.", ("doubled-word", "to to", "to")),
        ("He gave a interview to the newspaper.", ("a-an", "a", "an")),
        ("It was an unique event for the town.", ("a-an", "an", "a")),
    ],
)
def test_reports_the_typo_and_nothing_else(text: str, expected: tuple[str, str, str]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Dmitry Peskov met Recep Tayyip Erdogan and Ursula von der Leyen in Ankara on Tuesday.",
        "Visit https://exmaple.com/recieve or mail teh@goverment.org; follow @definately and #seperate.",
        "The MSNBC and NASDAQ figures, COVID-19 and the 7.62mm round; the iPhone 15 and McDonald's.",
        "An hour later a European official, an MP and a one-time user of an X-ray machine met a US envoy.",
        "“C'est la vie,” he said, and “keep talkin’,” they replied, for 'tis the season.",
        "He sat &mdash; alone &mdash; and wrote &quot;hello&quot; to his wife.",
        "Ann and Bob Tarrowby moved in; the Tarrowbys left soon after.",
        "Teams write in Rocket.Chat, and Rocket.Chat keeps what they write.",
        "The new .wav and .pls files of the band were sold in the shops last week.",
        "The colour of the theatre's programme and the color of the theater's program differ.",
    ],
)
def test_leaves_good_text_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("ALL-CAPS", "LONDON (AP) - THE GOVERMENT SAID THAT UNOPS, UNRWA AND THE OPCW HAD RECIEVED HIS LETTER."),
        ("hashtags and handles", "She wrote #recieved and #goverment under a post of @definately_not and @seperate."),
        ("addresses", "See https://goverment.org/recieve?q=teh, www.definately.com, and mail acheive@seperate.co.uk."),
        ("code", "Run recieve_mail(), set goverment_id=3, open C:\\recieved\\teh.txt and read acheive.py first."),
        (
            "numbers with units",
            "It weighs 25kg, costs 3.5bn, flew 600kph at 30000ft, with 2x16GB and a 7.62x39mm round.",
        ),
        (
            "a quotation in another language",
            "The banner read “El puevlo unido jamás será vencido por la opresion”, he said.",
        ),
        (
            "a paragraph in another language",
            "He spoke.\n\nDer Bundeskanzler sagte gestern, dass die Regirung nicht zurucktreten werde.",
        ),
        (
            "transliterations",
            "Abdel Fattah al-Sisi, Sheikh Hasina, Moammar Gadhafi and Bidzina Ivanishvili met Xi Jinping.",
        ),
        ("dialect in quotes", "“Ah dinnae ken whit yer talkin’ aboot, an’ naebody’s gonnae tell ye,” she said of ’em."),
        ("stretched words and sounds", "“Sooo, hmmm, argh, yeahhh,” he said, and “brrr”."),
    ],
)
def test_what_is_no_plain_english_is_left_alone(what: str, text: str) -> None:
    result = wirecopy.clean(text, media="text", lang="en", passes=("typos",))
    assert [text[f.span.start : f.span.end] for f in result.findings] == [], what


def test_known_misspellings_are_found_wherever_they_are_no_name() -> None:
    assert found("Definately, he had recieved it.") == [
        ("misspelling", "Definately", "Definitely"),
        ("misspelling", "recieved", "received"),
    ]
    assert found("Mr Feild spoke.") == []
    assert found("It was infact the first.") == [("missing-space", "infact", "in fact")]


def test_a_passage_of_words_that_the_web_knows_and_english_does_not_is_another_language() -> None:
    tagalog = "Magtulungan po tayo at dapat tangkilikin natin ang ating mga kababayan dito"
    assert found(f"The mayor told them all to help. {tagalog}, he said.") == []


def test_suggestions_keep_capitals_and_come_in_order() -> None:
    (hit,) = check("They stayed in the Spqnish capital.")
    assert hit.suggestions[0] == "Spanish"
    assert len(hit.suggestions) == len(set(hit.suggestions)) <= 5


def test_a_language_without_word_lists_gets_consensus_and_says_so() -> None:
    text = "Mikkelsen kom til byen. Mikkelsen sagde nej. Mikkelsen gik. Så kom Mikklesen igen."
    (hit,) = check(text, "da")
    assert (hit.rule, text[hit.start : hit.end], hit.suggestions) == ("typos.name-variant", "Mikklesen", ("Mikkelsen",))
    assert hit.evidence.endswith("no word list for da: only the article's own names were compared")


def test_inflected_names_are_no_variants_of_each_other() -> None:
    text = "Kowalskiego widziano. Kowalskiego nie ma. Kowalskiego szukano. Kowalskiemu dano."
    assert check(text, "pl") == []


def test_the_same_text_gives_the_same_answer() -> None:
    text = "The comittee met in Viena on tuesday, and the the comittee left."
    assert check(text) == check(text)


def test_the_name_of_the_shared_forest_is_a_word_like_others() -> None:
    assert check("He shared the prize with his sister, and the shared cost was low.") == []
    assert confusions().of("shared") == []
    assert confusions().shared
