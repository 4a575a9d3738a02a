"""consistency and structure in each language that they speak: what contradicts itself is found, the same text put right is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import wirecopy
from wirecopy.examples import unmark

if TYPE_CHECKING:
    from pathlib import Path

RULES = [
    "structure.impossible-date",
    "structure.weekday-and-date",
    "structure.unit-pair",
    "structure.backwards-range",
    "structure.truncated-paragraph",
    "consistency.two-ages",
]
# One slip of each rule, in that order, between ⟦ and ⟧.
WRONG = {
    "en": """The minister met the mayor on ⟦31 April 2019⟧ in the town hall, and they spoke for two hours.

They met again on ⟦Monday, 5 March 2019⟧, and the fire burned ⟦10 miles (25 km)⟧ from the town.

He was mayor from ⟦1999 to 1989⟧ and the road is closed, said the police of the town in ⟦the⟧

Ann Lee, 45, was there. The list named Ann Lee, ⟦54⟧, who lives in the town.""",
    "es": """El ministro se reunió con el alcalde el ⟦31 de abril de 2019⟧ en el ayuntamiento y hablaron durante dos horas.

Se reunieron de nuevo el ⟦lunes 5 de marzo de 2019⟧, y el fuego está a ⟦10 millas (25 kilómetros)⟧ del pueblo.

Fue alcalde desde ⟦1999 hasta 1989⟧ y la carretera está cerrada, dijo la policía de la ciudad en ⟦la⟧

Ana Ruiz, de 45 años, estaba allí. La lista nombra a Ana Ruiz, de ⟦54⟧ años, que vive en el pueblo.""",
    "de": """Der Minister traf den Bürgermeister am ⟦31. April 2019⟧ im Rathaus, und sie sprachen zwei Stunden lang miteinander.

Sie trafen sich wieder am ⟦Montag, dem 5. März 2019⟧, und das Feuer war ⟦10 Meilen (25 Kilometer)⟧ von der Stadt entfernt.

Er war Bürgermeister von ⟦1999 bis 1989⟧, und die Straße ist gesperrt, sagte die Polizei in ⟦der⟧

Anna Roth, 45 Jahre alt, war da. Die Liste nennt Anna Roth, ⟦54⟧ Jahre alt, die in der Stadt wohnt.""",
    "fr": """Le ministre a rencontré le maire le ⟦31 avril 2019⟧ à la mairie, et ils ont parlé pendant deux heures.

Ils se sont revus le ⟦lundi 5 mars 2019⟧, et le feu était à ⟦10 miles (25 kilomètres)⟧ de la ville.

Il a été maire de ⟦1999 à 1989⟧ et la route est fermée, a dit la police de la ville dans ⟦la⟧

Anne Roux, 45 ans, était là. La liste nomme Anne Roux, ⟦54⟧ ans, qui habite dans la ville.""",
    "pt": """O ministro encontrou o prefeito no dia ⟦31 de abril de 2019⟧ na prefeitura, e eles falaram durante duas horas.

Eles se encontraram de novo na ⟦segunda-feira, 5 de março de 2019⟧, e o fogo estava a ⟦10 milhas (25 quilômetros)⟧ da cidade.

Ele foi prefeito de ⟦1999 a 1989⟧ e a estrada está fechada, disse a polícia da cidade com ⟦a⟧

Ana Reis, de 45 anos, estava lá. A lista cita Ana Reis, de ⟦54⟧ anos, que mora na cidade.""",
    "it": """Il ministro ha incontrato il sindaco il ⟦31 aprile 2019⟧ in municipio, e hanno parlato per due ore.

Si sono rivisti ⟦lunedì 5 marzo 2019⟧, e il fuoco era a ⟦10 miglia (25 chilometri)⟧ dalla città.

È stato sindaco dal ⟦1999 al 1989⟧ e la strada è chiusa, ha detto la polizia della città con ⟦la⟧

Anna Rossi, 45 anni, era lì. La lista nomina Anna Rossi, ⟦54⟧ anni, che abita in città.""",
}
# What puts a text right.
REPAIRS = {"⟦31": "⟦30", "2019⟧, ": "2018⟧, ", " 25 ": " 16 ", "(25 ": "(16 ", "1999": "1979", "⟦54⟧": "⟦45⟧"}


def found(text: str) -> list[tuple[str, str]]:
    result = wirecopy.clean(text, media="text", passes=("consistency", "structure"))
    assert result.errors == ()
    return [(finding.rule, finding.span.of(text)) for finding in result.findings]


@pytest.mark.parametrize("lang", WRONG)
def test_each_slip_is_found(lang: str) -> None:
    text, spans = unmark(WRONG[lang])
    assert found(text) == [(rule, span.of(text)) for rule, span in zip(RULES, spans, strict=True)]


@pytest.mark.parametrize("lang", WRONG)
def test_the_same_text_put_right_is_left_alone(lang: str) -> None:
    marked = WRONG[lang]
    for wrong, right in REPAIRS.items():
        marked = marked.replace(wrong, right)
    text, spans = unmark(marked)
    cut = spans[RULES.index("structure.truncated-paragraph")]
    assert found(text[: cut.end] + " …" + text[cut.end :]) == []


def test_a_text_in_no_language_that_is_known_has_no_foreign_paragraphs() -> None:
    text = "\n\n".join(
        f"Ekki er vitað hvar menn {name} voru þegar skipið fór frá höfninni um kvöldið, segir lögreglan."
        for name in "abcdef"
    )
    assert found(text) == []


def test_a_translated_article_as_a_copy_editor_reads_it(shared: Path) -> None:
    text = (shared / "samples" / "nagorno-karabakh.txt").read_text("utf-8")
    passes = ("typos", "phrasing", "consistency", "structure")
    findings = wirecopy.clean(text, media="text", passes=passes).findings
    assert [(finding.rule, finding.span.of(text)) for finding in findings] == [
        ("phrasing.missing-object", "assure that"),
        ("phrasing.perfect-before-pluperfect", "have had to bow down after Azerbaijan had broken"),
        ("phrasing.bow-down", "bow down"),
        ("phrasing.break-the-front", "broken the front"),
        ("phrasing.count-of-adjective", "dozens of dead"),
        ("phrasing.count-of-adjective", "hundreds of injured"),
        ("consistency.two-forms", "Azeri"),
        ("phrasing.cognate-subject-verb", "statement states"),
        ("phrasing.appropriate-a-place", "appropriated"),
        ("phrasing.verb-without-that-clause", "defends that"),
        ("typos.name-variant", "Azerbaijann"),
        ("phrasing.predominate-over", "predominates over"),
        ("phrasing.present-with-past-time", "live yesterday"),
        ("phrasing.foreign-transliteration", "Dimitri"),
        ("phrasing.attribution-before-quotation", "According to him"),
    ]
