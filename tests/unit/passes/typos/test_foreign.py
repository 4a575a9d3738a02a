"""Typos in other languages than English: what the dictionaries of the extra `languages` find, and what they leave alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import wirecopy
from wirecopy.passes.typos.check import check
from wirecopy.words import dictionary

if TYPE_CHECKING:
    from pathlib import Path


def found(text: str, lang: str) -> list[tuple[str, str, str]]:
    return [(hit.rule.partition(".")[2], text[hit.start : hit.end], hit.suggestions[0]) for hit in check(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("es", "El gobienro dijo que las negociaciones seguirán.", ("misspelling", "gobienro", "gobierno")),
        (
            "de",
            "Er ist bereit, die Verhandlugnen heute fortzusetzen.",
            ("misspelling", "Verhandlugnen", "Verhandlungen"),
        ),
        ("fr", "Le minsitre a parlé de la grève devant la presse.", ("misspelling", "minsitre", "ministre")),
        ("pt", "O govenro anunciou novas medidas para a economia.", ("misspelling", "govenro", "governo")),
        ("it", "Il govenro ha annunciato nuove misure per l'economia.", ("misspelling", "govenro", "governo")),
        ("nl", "De regreing heeft nieuwe maatregelen aangekondigd.", ("misspelling", "regreing", "regering")),
    ],
)
def test_reports_the_slip_and_nothing_else(lang: str, text: str, expected: tuple[str, str, str]) -> None:
    assert found(text, lang) == [expected]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "Dmitri Peskov y Recep Tayyip Erdogan hablaron en Ankara; Zelenski viajó a Kiev con Von der Leyen."),
        ("es", "Hay que movilizarse rápidamente; el antiinflamatorio no debe tomarse con alcohol."),
        (
            "de",
            "Die Bundesverfassungsgerichtsentscheidung überraschte Frau Rübsamen und Herrn Schmidbauer aus Gauting.",
        ),
        ("de", "Die Leute, die die Straße sperrten, fu\u0308hren den Lo\u0308wen vor."),
        ("fr", "L'anticonstitutionnalité qu'aujourd'hui dénonce M. Kretinsky n'inquiète ni Xavier Bettel ni Nupes."),
        ("it", "Dall'830 all'846 regnò Mojmír; quest'anno un'altra squadra sott'acqua ha vinto con Szczęsny."),
        (
            "pt",
            "O presidente Marcelo Rebelo de Sousa recebeu Volodymyr Zelensky em Belém; veja www.exmplo.pt e @govenro.",
        ),
        ("nl", "De foto's van Van Alebeek en Wüst hangen in 's-Hertogenbosch; de COVID-19-maatregelen gelden nog."),
    ],
)
def test_names_compounds_and_derived_forms_stay(lang: str, text: str) -> None:
    assert found(text, lang) == []


def test_a_name_that_the_article_spells_otherwise() -> None:
    text = "Kretschmann kam nach Berlin. Dort sprach Kretschmann mit der Presse. Später ging Kretschmnan."
    assert ("name-variant", "Kretschmnan", "Kretschmann") in found(text, "de")


def test_what_a_dictionary_knows() -> None:
    spanish = dictionary.load("es")
    assert spanish
    assert spanish.known("gobienro") is None
    known = spanish.known("gobierno")
    assert known
    assert (known.frequency > 40, known.cases) == (True, dictionary.LOWER)
    assert spanish.formed("movilizarse")[0] > spanish.formed("gobienro")[0] == 0
    assert "ñ" in spanish.alphabet
    assert spanish.spelled("gobxkrno")[0] > spanish.spelled("gobierno")[0]


def test_a_language_without_a_dictionary_says_so_once_a_run() -> None:
    result = wirecopy.clean("Ministeren sagde fredag, at det var slut.", media="text", lang="da", passes=("typos",))
    assert result.notices == ("typos: texts in 'da' are checked for slips in their own names only",)
    assert wirecopy.clean("It rained.", media="text", lang="en", passes=("typos",)).notices == ()


def test_without_the_extra_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dictionary, "PACKAGES", ("no-such-package-of-words",))
    dictionary.load.cache_clear()
    try:
        result = wirecopy.clean("El gobienro dijo que no.", media="text", lang="es", passes=("typos",))
    finally:
        dictionary.load.cache_clear()
    assert result.findings == ()
    assert result.notices[0].endswith("in their own names only: pip install 'wirecopy[languages]' brings a dictionary")


def test_the_table_is_kept_in_the_cache_and_an_old_one_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = tmp_path / "wirecopy" / "words"
    folder.mkdir(parents=True)
    (folder / "fr-0-1.0-0.1.bin").write_bytes(b"old")
    dictionary.load.cache_clear()
    try:
        french = dictionary.load("fr")
    finally:
        dictionary.load.cache_clear()
    assert french
    assert french.known("gouvernement")
    assert [path.name.partition("-")[0] for path in folder.iterdir()] == ["fr"]
    assert (folder / "fr-0-1.0-0.1.bin").exists() is False


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    dictionary.load.cache_clear()
    try:
        italian = dictionary.load("it")
    finally:
        dictionary.load.cache_clear()
    assert italian
    assert italian.known("governo")
