"""Bytes to text and back: what is read how, and that no byte is lost."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

import wirecopy
from wirecopy.text import Span, codec
from wirecopy.text.codec import RAW, Decoded, Segment, decode

CZECH = "Nicméně kvůli neoficiální spolupráci se přátelství mezi těmito dvěma rozpadlo. Příliš žluťoučký kůň.\n"
RUSSIAN = "Многие учёные говорят, что для выполнения соглашений скоро потребуются технологии.\n"


def back(raw: bytes, decoded: Decoded) -> bytes:
    pieces = []
    at = text_at = 0
    for part in decoded.segments:
        assert (part.byte_start, part.text_start) == (at, text_at)
        at, text_at = part.byte_end, part.text_end
        own = raw[part.byte_start : part.byte_end]
        text = decoded.text[part.text_start : part.text_end]
        pieces.append(own if part.codec == RAW else codec.encode(text, part.codec))
    assert (at, text_at) == (len(raw), len(decoded.text))
    return b"".join(pieces)


@given(st.binary(max_size=200))
def test_segments_give_any_bytes_back(raw: bytes) -> None:
    assert back(raw, decode(raw)) == raw


PIECES = [
    b"plain text, ",
    CZECH.encode(),
    CZECH.encode("cp1250"),
    RUSSIAN.encode("koi8-r"),
    "政府は「知らない」と述べた。\n".encode("cp932"),
    b"\x81\xca\xfa\x54\xee\xf9",
    b"\xed\xa0\xbd\xed\xb8\x80",
    b"\xed\xa0\xbd",
    b"\xc0\x80",
    b"\xe2\x80",
    b"\xff\xfe",
    b"\x00",
    b"\x1b$B4A;z\x1b(B",
    b"~{VPND~}",
    "“x”".encode("cp1252"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=6))
def test_any_mixture_comes_back_from_the_report(pieces: list[bytes]) -> None:
    raw = b"".join(pieces)
    result = wirecopy.clean(raw, media="text")
    assert wirecopy.restore(result.text, result.report()) == raw


@pytest.mark.parametrize(
    ("raw", "text", "encoding"),
    [
        (b"", "", "utf-8"),
        ("Größe".encode(), "Größe", "utf-8"),
        (codecs.BOM_UTF16_LE + "Größe".encode("utf-16-le"), "\ufeffGröße", "utf-16-le"),
        ("Die Größe zählt.".encode("utf-16-be"), "Die Größe zählt.", "utf-16-be"),
        ("Die Größe zählt.".encode("utf-32-le"), "Die Größe zählt.", "utf-32-le"),
        (CZECH.encode("cp1250"), CZECH, "cp1250"),
        (RUSSIAN.encode("koi8-r"), RUSSIAN, "koi8-r"),
        (RUSSIAN.encode("cp866"), RUSSIAN, "cp866"),
        ("漢字です。".encode("iso2022_jp"), "漢字です。", "iso2022_jp"),
        (b"The harbour\x00 council voted.\xe9\n", "The harbour\x00 council voted.é\n", "cp1252"),
    ],
)
def test_one_charset(raw: bytes, text: str, encoding: str) -> None:
    decoded = decode(raw)
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert back(raw, decoded) == raw


def test_a_declared_charset_is_taken_when_the_bytes_are_not_utf8() -> None:
    raw = b"caf\xe9 \xa4"
    assert decode(raw, "ISO-8859-15").text == "café €"
    assert decode(raw, "ISO-8859-15").reason == "declared"
    assert decode("café €".encode(), "ISO-8859-15").text == "café €"
    assert decode(b"The cat \x97 it sat.", "no such charset").text == "The cat — it sat."


def test_paragraphs_of_two_charsets_are_each_read_in_theirs() -> None:
    raw = CZECH.encode() + CZECH.encode("cp1250") + CZECH.encode()
    decoded = decode(raw)
    assert decoded.text == CZECH * 3
    assert [part.codec for part in decoded.segments] == ["utf-8", "cp1250", "utf-8"]
    assert decoded.reason == "UTF-8 with other bytes in it, read run by run: utf-8, cp1250"


def test_one_accented_letter_of_utf8_in_a_line_of_its_own_is_evidence() -> None:
    decoded = decode("Der Hahn darf krähen.\n".encode() + "»ortsüblich«\n".encode("latin-1"))
    assert decoded.text == "Der Hahn darf krähen.\n»ortsüblich«\n"


def test_stray_bytes_are_read_in_the_charset_of_the_language() -> None:
    raw = "Il a dit : “déjà”. C".encode() + b"\x92est fini \x97 ".join([b"", "à Paris.".encode()])
    assert decode(raw).text == "Il a dit : “déjà”. C’est fini — à Paris."


def test_what_says_nothing_is_one_replacement_character_and_kept() -> None:
    raw = "né ".encode() + b"A\xed\xa0\xbdB " + "é".encode() * 3 + b"\xe2\x80"
    decoded = decode(raw)
    assert decoded.text == "né A\ufffdB ééé\ufffd"
    assert decoded.segments[1] == Segment(4, 5, 5, 8, RAW)
    assert back(raw, decoded) == raw


def test_surrogate_pairs_in_utf8_are_one_character() -> None:
    raw = "né ".encode() + b"\xed\xa0\xbd\xed\xb8\x80 " + "é".encode()
    decoded = decode(raw)
    assert decoded.text == "né 😀 é"
    assert [part.codec for part in decoded.segments] == ["utf-8", "cesu-8", "utf-8"]
    assert back(raw, decoded) == raw


def test_what_a_codec_would_write_otherwise_keeps_its_bytes_and_its_text() -> None:
    raw = "これは長い日本語の文章です。東京で政府が発表した。".encode("cp932") + b"\xee\xf9 \x81\xca"
    decoded = decode(raw)
    assert decoded.text.endswith("￢ ￢")
    assert decoded.segments[-2:] != ()
    assert back(raw, decoded) == raw


def test_a_byte_order_mark_is_in_the_source_text_and_not_in_the_result() -> None:
    result = wirecopy.clean(codecs.BOM_UTF16_LE + "Größe zählt.\n".encode("utf-16-le"), media="text")
    assert (result.source.text, result.text) == ("\ufeffGröße zählt.\n", "Größe zählt.\n")
    assert [(finding.rule, finding.span) for finding in result.findings] == [("encoding.byte-order-mark", Span(0, 1))]
