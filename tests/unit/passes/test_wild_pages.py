"""Pages as they really come: wrong and mixed encodings, nothing closed, deep nesting, leftovers of old browsers."""

from __future__ import annotations

import time

import pytest

import wirecopy

FIRST = "Die Brücke über den Fluss bleibt für zwei Jahre gesperrt, teilte der Rat der Stadt am Dienstag mit."
SECOND = "Fußgänger können die Fähre nehmen, die alle zehn Minuten fährt, bis die Arbeit getan ist."
TEXT = f"{FIRST}\n\n{SECOND}"


def page(head: str = "", first: str = FIRST, second: str = SECOND) -> str:
    return f"<html><head>{head}</head><body><article><p>{first}</p>\n<p>{second}</p></article></body></html>"


def text_of(raw: bytes) -> str:
    """Return the text of a page, after checking that nothing fails, is lost, or changes when it is cleaned again."""
    result = wirecopy.clean(raw, media="html")
    assert result.errors == ()
    assert wirecopy.restore(result.text, result.report()) == raw
    assert wirecopy.clean(result.text).text == result.text
    return result.text.strip()


@pytest.mark.parametrize(
    "raw",
    [
        page("<meta charset=iso-8859-1>").encode(),
        page("<meta charset=utf-8>").encode("cp1252"),
        page('<meta http-equiv=content-type content="text/html; charset=shift_jis">').encode(),
        page("<meta charset=nonsense>").encode("latin-1"),
        page().encode("utf-16"),
        b"\xef\xbb\xbf" + page("<meta charset=latin-1>").encode(),
    ],
    ids=["utf-8 as latin", "latin as utf-8", "utf-8 as japanese", "no charset", "utf-16", "mark"],
)
def test_encodings(raw: bytes) -> None:
    assert text_of(raw) == TEXT


def test_windows_quotation_marks_in_a_page_of_utf_8() -> None:
    raw = page(second="\x00" + SECOND).encode().replace(b"\x00", b"\x93Ja.\x94 ")
    assert text_of(raw) == f"{FIRST}\n\n“Ja.” {SECOND}"


@pytest.mark.parametrize(
    "html",
    [
        f"<html><body><article><p>{FIRST}<p>{SECOND}",
        f"<html><body><div><b><i><p>{FIRST}<p>{SECOND}</div></article></b></span></html>",
        f'<!DOCTYPE html><html><body><p class="a>{FIRST}</p><p>{FIRST}</p><p>{SECOND}</p>',
        page(first=f"<!--[if lt IE 9]><b>alt</b><![endif]-->{FIRST}"),
        page(first=f"<![if !IE]>{FIRST}<![endif]>"),
        page(second=f"{SECOND}<template><p>Vorlage</p></template><script>//<![CDATA[\nx('</p>')//]]></script>"),
        page(second=SECOND + "<svg><text>Bild</text></svg><noscript>aus</noscript><!-- offen"),
        page(first=f"<?xml version='1.0'?>{FIRST}<o:p></o:p>"),
        "<html><body>" + "<div>" * 5000 + f"<p>{FIRST}</p><p>{SECOND}</p>" + "</div>" * 5000,
        "<html><body>" + "<b><i>" * 5000 + f"<p>{FIRST}</p><p>{SECOND}</p>",
        "</div>" * 5000 + page(),
    ],
)
def test_wild_markup(html: str) -> None:
    assert text_of(html.encode()).endswith(TEXT)


def test_a_mark_before_a_tag_that_is_none() -> None:
    assert text_of(
        page(first="Wenn a < b und b > c, sagte er, dann ist a < c, und das seit <1990.").encode()
    ).startswith("Wenn a < b und b > c, sagte er, dann ist a < c, und das seit <1990.")


@pytest.mark.parametrize(
    "piece",
    [
        "<div>text ",
        "<td>text",
        "<a href='x'>text ",
        '<p title="',
        "<!-- ",
        "<svg>x",
        "<p>a<br>",
        "<span hidden>x",
        "<b style='display:none",
    ],
)
def test_ten_times_the_page_takes_at_most_some_twenty_times_the_time(piece: str) -> None:
    def seconds(size: int) -> float:
        html = "<html><body><p>start</p>" + piece * (size // len(piece))
        start = time.process_time()
        assert wirecopy.clean(html, media="html", passes=("markup",)).errors == ()
        return time.process_time() - start

    small = min(seconds(30_000) for _ in range(3))
    assert seconds(300_000) < 20 * small + 0.2
