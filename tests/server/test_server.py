"""Findings, repairs, words, configurations and bad moments, as an editor sees them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

import wirecopy
from tests.server.editor import Editor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ARTICLE = """\
Ministers of Azerbaijan met in Baku

The talks in Azerbaijan began on Monday. Azerbaijan sent its minister, and Azerbaijann hopes for more.

The minister said that the road would be open again before the winter, and that nobody should have to wait.

Related Posts
"""


@contextmanager
def editing(folder: Path, *options: str, **more: Any) -> Iterator[Editor]:
    (folder / "wirecopy.toml").touch()
    editor = Editor(folder, *options, **more)
    try:
        yield editor
    finally:
        editor.kill()


def of(found: list[dict[str, Any]], rule: str) -> dict[str, Any]:
    (one,) = [diagnostic for diagnostic in found if diagnostic["code"] == rule]
    return one


def applied(text: str, edits: list[dict[str, Any]], width: int = 2, codec: str = "utf-16-le") -> str:
    """Do what an editor does with edits: places are lines (LF, CRLF, CR) and units of the encoding agreed on."""
    lines = text.replace("\r\n", "\n\x00").replace("\r", "\n").split("\n")
    starts = [0]
    for line in lines[:-1]:
        starts.append(starts[-1] + len(line) + 1)

    def offset(place: dict[str, int]) -> int:
        start = starts[place["line"]]
        shift = 1 if text[start - 1 : start + 1] == "\r\n" else 0
        units = text[start + shift :].encode(codec, "surrogatepass")[: place["character"] * width]
        return start + shift + len(units.decode(codec, "surrogatepass"))

    for edit in reversed(edits):
        start, end = offset(edit["range"]["start"]), offset(edit["range"]["end"])
        text = text[:start] + edit["newText"] + text[end:]
    return text


def test_a_session_from_the_first_finding_to_the_end(tmp_path: Path) -> None:
    with editing(tmp_path) as editor:
        found = editor.open("a.txt", ARTICLE)
        typo = of(found, "typos.name-variant")
        assert typo["range"] == {"start": {"line": 2, "character": 75}, "end": {"line": 2, "character": 86}}
        assert typo["source"] == "wirecopy"
        assert "Did you mean “Azerbaijan”" in typo["message"]
        faded = of(found, "boilerplate.related-posts")
        assert faded["tags"] == [1]  # Unnecessary
        hover = editor.ask(
            "textDocument/hover", textDocument={"uri": editor.uri("a.txt")}, position=typo["range"]["start"]
        )
        assert "### typos.name-variant" in hover["contents"]["value"]
        editor.tell("textDocument/didClose", textDocument={"uri": editor.uri("a.txt")})
        assert editor.found("a.txt") == []
        assert editor.quit() == 0


def test_offers_suggestions_repairs_and_all_at_once(tmp_path: Path) -> None:
    with editing(tmp_path) as editor:
        found = editor.open("a.txt", ARTICLE)
        place = of(found, "typos.name-variant")["range"]
        offered = {action["title"]: action for action in editor.actions("a.txt", place)}
        assert {"Replace with “Azerbaijan”", "Accept “Azerbaijann” in this project"} <= offered.keys()
        (change,) = offered["Replace with “Azerbaijan”"]["edit"]["documentChanges"]
        assert change["textDocument"] == {"uri": editor.uri("a.txt"), "version": 1}
        assert "Azerbaijann" not in applied(ARTICLE, change["edits"])
        (every,) = editor.actions("a.txt", place, ["source.fixAll"])
        assert every["kind"] == "source.fixAll.wirecopy"
        (change,) = every["edit"]["documentChanges"]
        assert applied(ARTICLE, change["edits"]) == wirecopy.clean(ARTICLE, media="text").text
        line = of(found, "boilerplate.related-posts")["range"]
        titles = [action["title"] for action in editor.actions("a.txt", line, ["quickfix"])]
        assert titles == ["Remove (whitespace.blank-lines)", "Remove “Related Posts”"]
        assert editor.actions("a.txt", line, ["refactor"]) == []


@pytest.mark.parametrize(("encoding", "width", "codec"), [
    ("utf-8", 1, "utf-8"), ("utf-16", 2, "utf-16-le"), ("utf-32", 4, "utf-32-le"),
])  # fmt: skip
def test_places_hold_whatever_stands_before_them(tmp_path: Path, encoding: str, width: int, codec: str) -> None:
    text = "One 🎉 party\r\nA line \x85 that \u2028 Python \x0c would split 🎉 and the the end\r\rcafÃ© 🎉 cafÃ©\n"
    with editing(tmp_path, encodings=(encoding,)) as editor:
        assert editor.server["capabilities"]["positionEncoding"] == encoding
        found = editor.open("a.txt", text)
        start = of(found, "typos.doubled-word")["range"]["start"]
        before = text.split("\r\n")[1].partition("the the")[0]
        assert start == {"line": 1, "character": len(before.encode(codec)) // width}
        (every,) = editor.actions("a.txt", of(found, "typos.doubled-word")["range"], ["source.fixAll.wirecopy"])
        (change,) = every["edit"]["documentChanges"]
        assert applied(text, change["edits"], width, codec) == wirecopy.clean(text, media="text").text


def test_the_last_of_many_keys_counts(tmp_path: Path) -> None:
    with editing(tmp_path) as editor:
        editor.open("a.txt", ARTICLE)
        for version in range(2, 12):
            editor.change("a.txt", ARTICLE + "A line more. " * version, version)
        editor.change("a.txt", "The the end.\n", 12)
        found = editor.found("a.txt", 12)
        assert [diagnostic["code"] for diagnostic in found] == ["typos.doubled-word"]
        assert len(editor.actions("a.txt", found[0]["range"], ["quickfix"])) == 1


def test_a_word_is_accepted_and_a_configuration_read_again(tmp_path: Path) -> None:
    (tmp_path / "wirecopy.toml").write_text('words = "words.txt"\nselect = ["typos"]\n')
    (tmp_path / "words.txt").touch()
    with editing(tmp_path) as editor:
        place = of(editor.open("a.txt", ARTICLE), "typos.name-variant")["range"]
        (accept,) = [action for action in editor.actions("a.txt", place) if action.get("command")]
        command = accept["command"]
        editor.ask("workspace/executeCommand", command=command["command"], arguments=command["arguments"])
        assert "Azerbaijann" in (tmp_path / "words.txt").read_text().split("\n")
        assert editor.found("a.txt", 1) == []
        asked = editor.wait(lambda message: message.get("method") == "client/registerCapability")
        (watching,) = asked["params"]["registrations"]
        assert {"globPattern": "**/wirecopy.toml"} in watching["registerOptions"]["watchers"]
        (tmp_path / "wirecopy.toml").write_text('select = ["typos"]\n')
        changes = [{"uri": editor.uri("wirecopy.toml"), "type": 2}]
        editor.tell("workspace/didChangeWatchedFiles", changes=changes)
        assert of(editor.found("a.txt", 1), "typos.name-variant")


def test_a_bad_configuration_is_told_once_and_the_server_lives(tmp_path: Path) -> None:
    (tmp_path / "wirecopy.toml").write_text('select = ["tipos"]\n')
    with editing(tmp_path) as editor:
        document = {"uri": editor.uri("a.txt"), "languageId": "plaintext", "version": 1, "text": ARTICLE}
        editor.tell("textDocument/didOpen", textDocument=document)
        shown = editor.wait(lambda message: message.get("method") == "window/showMessage")["params"]
        assert shown["type"] == 1
        assert "did you mean" in shown["message"]
        (tmp_path / "wirecopy.toml").write_text("")
        editor.tell("workspace/didChangeWatchedFiles", changes=[{"uri": editor.uri("wirecopy.toml"), "type": 2}])
        assert of(editor.found("a.txt", 1), "typos.name-variant")


def test_what_is_left_out_and_what_is_in_no_file(tmp_path: Path) -> None:
    (tmp_path / "wirecopy.toml").write_text('exclude = ["drafts/**"]\n')
    with editing(tmp_path) as editor:
        document = {"languageId": "plaintext", "version": 1, "text": ARTICLE}
        editor.tell("textDocument/didOpen", textDocument={"uri": editor.uri("drafts/a.txt"), **document})
        editor.tell("textDocument/didOpen", textDocument={"uri": "untitled:Untitled-1", **document})
        message = editor.wait(lambda message: message.get("method") == "textDocument/publishDiagnostics")
        assert message["params"]["uri"] == "untitled:Untitled-1"
        assert of(message["params"]["diagnostics"], "typos.name-variant")


def test_a_page_is_taken_as_one(tmp_path: Path) -> None:
    page = "<p>The talks began.</p><p>The the minister said that the road would be open again before the winter.</p>"
    with editing(tmp_path) as editor:
        found = editor.open("a.html", page, "html")
        start = of(found, "typos.doubled-word")["range"]["start"]
        assert page[start["character"] :].startswith("The the")
        assert not of(found, "typos.doubled-word").get("tags")


def test_options_of_the_command_line_hold(tmp_path: Path) -> None:
    with editing(tmp_path, "--select", "boilerplate") as editor:
        assert {diagnostic["code"] for diagnostic in editor.open("a.txt", ARTICLE)} == {"boilerplate.related-posts"}


def test_an_editor_that_goes_without_a_word_takes_the_server_along(tmp_path: Path) -> None:
    with editing(tmp_path) as editor:
        editor.open("a.txt", ARTICLE)
        assert editor.leave() is not None
