from __future__ import annotations

import pytest

from wirecopy.learn import pack
from wirecopy.learn.counts import Repeated, SiteCounts
from wirecopy.learn.keys import host_key, site_key
from wirecopy.learn.sketch import SiteSketch

FACTS = (
    "The ministry said on Monday that all of the troops will have left the valley by Friday {}.",
    "Nobody in the capital had expected that the talks would end so soon, said a diplomat who was there {}.",
)


def document(number: int, *inside: str) -> list[str]:
    """Return a page with a head and a tail that repeat around an article of its own."""
    one, two = (fact.format("abcdefgh"[number]) for fact in FACTS)
    head = ["The Courier", f"Monday, May {number + 1}, 2025", f"Story about {'abcdefgh'[number]}"]
    return [
        *head,
        one,
        *inside,
        two,
        "More from the Courier",
        f"Teaser {'abcdefgh'[number]}",
        f"© 202{number} Courier Ltd",
    ]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        (" May 3, 2025 ", "#date"),
        ("Edition of May 3, 2025", "edition of # 0, 0"),
        ("Edition of March 12, 2024", "edition of # 0, 0"),
        ("— 1,204 Comments —", "0 comments"),
        ("He may go", "he may go"),
        ("* * *", ""),
        ("Cookies: " + "we like 7 of them " * 20, "cookies: " + " ".join(["we like 0 of them"] * 20)),
    ],
)
def test_a_line_is_the_same_on_another_day(line: str, key: str) -> None:
    assert site_key(line) == key


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.Example.com/a?b", "example.com"),
        ("http://me@news.example.co.uk:80/", "news.example.co.uk"),
        ("//example.org", "example.org"),
        ("www.example.com", "example.com"),
        ("folder", None),
        ("article.v2", None),
    ],
)
def test_the_host_of_an_address(address: str, host: str | None) -> None:
    assert host_key(address) == host


@pytest.mark.parametrize("counts", [SiteCounts(), SiteSketch()], ids=["exact", "sketch"])
def test_what_stands_around_articles_repeats_and_what_stands_inside_does_not(counts: SiteCounts | SiteSketch) -> None:
    for number in range(5):
        counts.add(document(number, "he said", "Background"))
    assert [(line.line, line.documents) for line in counts.repeated()] == [
        ("The Courier", 5),
        ("Monday, May 1, 2025", 5),
        ("More from the Courier", 5),
        ("© 2020 Courier Ltd", 5),
    ]


def test_a_document_that_comes_twice_counts_once() -> None:
    counts = SiteCounts()
    for number in (0, 0, 1):
        counts.add(document(number))
    assert len(counts) == 2
    assert {line.documents for line in counts.repeated()} == {2}


def test_the_sketch_holds_no_more_than_its_capacity_and_keeps_what_is_frequent() -> None:
    sketch = SiteSketch(capacity=40)
    for number in range(200):
        fillers = [f"Filler {chr(97 + number % 26)}{chr(97 + number // 26)}{chr(97 + i)}" for i in range(10)]
        sketch.add(["The Courier", *fillers, FACTS[0].format(number), "Imprint of the Courier"])
        assert len(sketch) <= 40
    found = {line.line: line.documents for line in sketch.repeated(least=100)}
    assert found == {"The Courier": 200, "Imprint of the Courier": 200}


def test_a_pack_is_readable() -> None:
    lines = [Repeated("The “Courier”", 5, 0, 0.0), Repeated("Menu", 4, 0, 0.02), Repeated("Imprint", 5, 0, 1.0)]
    assert pack.write("example.com", 5, lines).splitlines()[2:] == [
        'site: "example.com"',
        "documents: 5",
        "blocks:",
        "  - place: head",
        "    lines:",
        '      - {seen: 5, line: "The “Courier”"}',
        '      - {seen: 4, line: "Menu"}',
        "  - place: tail",
        "    lines:",
        '      - {seen: 5, line: "Imprint"}',
    ]
