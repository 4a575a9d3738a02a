"""What is no text is told before it is decoded, and what is text in any charset is not taken for something else."""

from __future__ import annotations

import random

import pytest

from wirecopy.text.binary import binary_kind

TEXT = "Der Hahn darf krähen, sagte das Gericht – und zwar vor sechs Uhr.\r\n" * 30
RUSSIAN = "Суд вернул пенсионерке кота, которого сосед кормил полгода.\n" * 30
CHINESE = "記者從江城氣象台獲悉，受強冷空氣影響，明起我市氣溫將下降。\n" * 30


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"x",
        TEXT.encode(),
        TEXT.encode("cp1252"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        RUSSIAN.encode("koi8-r"),
        RUSSIAN.encode("utf-16-le"),
        RUSSIAN.encode("utf-16-be"),
        CHINESE.encode("gb18030"),
        CHINESE.encode("big5"),
        CHINESE.encode("utf-16-le"),
        b"RIFF in the band, and an ID3 in the yard",
        TEXT.encode().replace(b". ", b".\x00 "),
        b"\x1b[1mBold\x1b[0m news of the day\n" * 9,
        b"a\x0cpage and another\x0b one\n",
    ],
)
def test_text_in_any_charset_is_text(raw: bytes) -> None:
    assert binary_kind(raw) is None


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document of the old kind"),
        (b"\x00\x00\x00\x18ftypmp42", "a picture, sound or film"),
        (b"RIFF\x00\x01\x00\x00WEBPVP8 ", "a picture, sound or film"),
        (b"BZh91AY&SY", "a bzip2 file"),
        (random.Random(1).randbytes(5000), "binary data"),
        (b"\x00" * 100 + b"\x01\x02", "binary data"),
        (b"ab\x00\x00\x00" * 200, "binary data"),
    ],
)
def test_what_is_no_text_is_named(raw: bytes, kind: str) -> None:
    assert binary_kind(raw) == kind
