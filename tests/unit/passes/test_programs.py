"""structure: left-over scripts are reported, code that an article about programs shows is not."""

from __future__ import annotations

import wirecopy

CODE = """function parse(line) {
  var at = 1;
  <em>at</em> ${line}
}"""
NEWS = (
    "The mayor opened the bridge on Monday, and the council said that the software of its locks had failed twice.\n\n"
)
LESSON = """This tutorial is for developers who write JavaScript. The function below takes a string and returns an array.

Its variable is a number; the compiler tells when the syntax is wrong, and the code is on GitHub.

"""


def found(text: str) -> list[tuple[str, str]]:
    result = wirecopy.clean(text, media="text", lang="en", passes=["structure"])
    return [(finding.rule, finding.span.of(text)) for finding in result.findings]


def test_a_script_in_the_news_is_left_over() -> None:
    assert found(NEWS + CODE) == [
        ("structure.script-residue", "function parse(line) {"),
        ("structure.script-residue", "var at = 1"),
        ("structure.markup-residue", "<em>"),
        ("structure.markup-residue", "</em>"),
        ("structure.template-residue", "${line}"),
    ]


def test_a_lesson_shows_its_code_on_purpose() -> None:
    assert found(LESSON + CODE) == []


def test_the_words_of_the_script_itself_do_not_make_a_lesson_of_the_news() -> None:
    script = "function server(query, string, array, object, module) { // git python css javascript html json"
    assert found(NEWS + script) == [
        ("structure.script-residue", "function server(query, string, array, object, module) {")
    ]
