"""Each format against its own schema or reader, on results with everything that is awkward in them."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from tests.schemas import SARIF, schema
from wirecopy.engine import pipeline
from wirecopy.model import Context, Document, Finding, Fix, Result, RuleMeta, Safety, Severity, Source
from wirecopy.report.formats import FORMATS, writer
from wirecopy.text import Edit, Span

if TYPE_CHECKING:
    from wirecopy.report.look import Look

TEXT = "Ein 😀 Wort für für dich\nzweite: Zeile, 100%\r\nNul \x00 und \x1b[31m rot \ud800\n"


class Everything:
    """A pass with a finding of each kind."""

    name = "typos"
    version = "1"
    rules: tuple[RuleMeta, ...] = ()

    def run(self, doc: Document, ctx: Context) -> list[Finding]:
        at = doc.text.index("für für")
        fix = Fix((Edit(at, at + 4, ""),), Safety.SAFE)
        colon = doc.text.index("zweite")
        nul = doc.text.index("\x00")
        return [
            Finding("typos.doubled", Span(at, at + 7), "The word stands twice: 100%,\nreally", fix=fix),
            Finding(
                "typos.maybe", Span(colon, colon + 6), "A <word> & more", Severity.ERROR, suggestions=("Zweite", "zwei")
            ),
            Finding("typos.maybe", Span(nul, nul + 1), "A NUL", Severity.INFO, confidence=0.5),
            Finding("typos.long", Span(at, nul), "Over lines"),
        ]


class Failing(Everything):
    name = "grammar"

    def run(self, doc: Document, ctx: Context) -> list[Finding]:
        raise RuntimeError("the server\nis gone")


def results() -> list[Result]:
    def hold(finding: Finding, doc: Document) -> Finding | str:
        return 'allow "x"' if finding.rule == "typos.long" and doc.source.path == "b,c.txt" else finding

    settings = pipeline.Settings(gate=hold)
    paths = ["a/ñ 1:2.txt", "b,c.txt"]
    dirty = [pipeline.run(Source(TEXT, path=path), [Everything(), Failing()], settings) for path in paths]
    return [*dirty, pipeline.run(Source("Clean.\n", path="-clean.txt"), [], settings)]


def written(name: str, look: Look | None = None) -> str:
    stream = io.StringIO()
    out = writer(name, stream, look)
    for result in results():
        out.add(result)
    out.finish()
    stream.getvalue().encode("utf-8", "strict" if name not in {"text", "concise"} else "backslashreplace")
    return stream.getvalue()


def test_json_and_jsonl_follow_the_published_schema(root: Any) -> None:
    published = json.loads((root / "src/wirecopy/data/report.schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(published)
    validator.check_schema(published)
    reports = json.loads(written("json"))
    lines = [json.loads(line) for line in written("jsonl").splitlines()]
    assert lines == reports
    assert len(reports) == 3
    for report in reports:
        assert [error.message for error in validator.iter_errors(report)] == []


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "html"])
def test_every_format_can_say_that_nothing_was_read(name: str) -> None:
    stream = io.StringIO()
    writer(name, stream).finish()
    if name in {"json", "sarif", "gitlab", "rdjson"}:
        json.loads(stream.getvalue())
    if name == "junit":
        assert ET.fromstring(stream.getvalue()).tag == "testsuites"


def test_sarif_is_valid_and_its_regions_count_code_points() -> None:
    log = json.loads(written("sarif"))
    jsonschema.Draft7Validator(schema(SARIF)).validate(log)
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    doubled = next(item for item in run["results"] if item["ruleId"] == "typos.doubled")
    place = doubled["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a/%C3%B1%201%3A2.txt"
    assert place["region"] == {
        "startLine": 1,
        "startColumn": 12,
        "endLine": 1,
        "endColumn": 19,
        "charOffset": 11,
        "charLength": 7,
    }
    (fix,) = doubled["fixes"]
    (replacement,) = fix["artifactChanges"][0]["replacements"]
    assert replacement["deletedRegion"]["charLength"] == 4
    assert replacement["insertedContent"] == {"text": ""}
    held = [item for item in run["results"] if "suppressions" in item]
    assert [item["suppressions"][0]["justification"] for item in held] == ['allow "x"']
    maybe = next(item for item in run["results"] if item["ruleId"] == "typos.maybe")
    assert [fix["description"]["text"] for fix in maybe["fixes"]] == ["replace with “Zweite”", "replace with “zwei”"]
    assert run["invocations"][0]["executionSuccessful"] is False
    for item in run["results"]:
        assert run["tool"]["driver"]["rules"][item["ruleIndex"]]["id"] == item["ruleId"]


def test_sarif_fingerprints_are_unique_in_a_file_and_outlive_moved_lines() -> None:
    first, moved = (
        {
            item["ruleId"]: item["partialFingerprints"]["wirecopyFinding/v1"]
            for item in found
            if "suppressions" not in item
        }
        for found in (_sarif("x" * 40 + "\n" + TEXT), _sarif("new\n" + "x" * 40 + "\n" + TEXT))
    )
    assert first == moved


def _sarif(text: str) -> list[dict[str, Any]]:
    stream = io.StringIO()
    out = writer("sarif", stream)
    out.add(pipeline.run(Source(text, path="a.txt"), [Everything()], pipeline.Settings()))
    out.finish()
    found: list[dict[str, Any]] = json.loads(stream.getvalue())["runs"][0]["results"]
    return found


def test_github_commands_are_one_line_each_and_read_back() -> None:
    lines = written("github").splitlines()
    assert len(lines) == 9
    assert lines[0] == (
        "::warning file=a/ñ 1%3A2.txt,line=1,endLine=1,col=12,endColumn=18,title=typos.doubled::"
        "The word stands twice: 100%25,%0Areally"
    )
    assert (
        lines[4]
        == "::error file=a/ñ 1%3A2.txt::pass grammar failed and was left out: RuntimeError: the server%0Ais gone"
    )
    for line in lines:
        assert re.fullmatch(r"::(notice|warning|error) file=[^:,]+(,\w+=[^:,]+)*::.+", line)
    assert ",line=1,endLine=3,title=typos.long::" in "\n".join(lines)  # no columns over several lines


GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string"},
            "check_name": {"type": "string"},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "positions"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)"},
                    "positions": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "object", "required": ["line"]}},
                    },
                },
            },
        },
    },
}
"""What docs.gitlab.com asks of a Code Quality report. It asks more than the schema that GitLab reads reports with (its
`app/validators/json_schemas/codeclimate.json`, in no package: description, fingerprint, severity and location)."""


def test_gitlab_reports_have_what_gitlab_asks_for() -> None:
    issues = json.loads(written("gitlab"))
    jsonschema.Draft202012Validator(GITLAB).validate(issues)
    prints = [issue["fingerprint"] for issue in issues]
    assert len(set(prints)) == len(prints) == 7
    assert [issue["severity"] for issue in issues[:4]] == ["minor", "minor", "major", "info"]


_POSITION = {
    "type": "object",
    "required": ["line", "column"],
    "additionalProperties": False,
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
}
_RANGE = {"type": "object", "required": ["start", "end"], "properties": {"start": _POSITION, "end": _POSITION}}
_SOURCE = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}
RDJSON = {
    "type": "object",
    "required": ["source", "diagnostics"],
    "properties": {
        "source": _SOURCE,
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message", "location", "severity", "code"],
                "additionalProperties": False,
                "properties": {
                    "message": {"type": "string"},
                    "location": {"type": "object", "required": ["path", "range"], "properties": {"range": _RANGE}},
                    "severity": {"enum": ["INFO", "WARNING", "ERROR"]},
                    "source": _SOURCE,
                    "code": {"type": "object", "required": ["value"]},
                    "suggestions": {
                        "type": "array",
                        "items": {"type": "object", "required": ["range", "text"], "properties": {"range": _RANGE}},
                    },
                },
            },
        },
    },
}
"""What we use of reviewdog's messages, narrower than its own schema; that one is asked in tests/packaging/test_formats.py."""


def test_rdjson_columns_count_bytes_and_suggestions_can_be_applied() -> None:
    log = json.loads(written("rdjson"))
    jsonschema.Draft202012Validator(RDJSON).validate(log)
    doubled = next(item for item in log["diagnostics"] if item["code"]["value"] == "typos.doubled")
    assert doubled["location"]["range"] == {"start": {"line": 1, "column": 15}, "end": {"line": 1, "column": 24}}
    (suggestion,) = doubled["suggestions"]
    line = TEXT.splitlines()[0].encode()
    start, end = (suggestion["range"][side]["column"] - 1 for side in ("start", "end"))
    assert line[:start] + suggestion["text"].encode() + line[end:] == "Ein 😀 Wort für dich".encode()


def test_junit_is_xml_with_right_totals_although_the_text_is_not() -> None:
    tree = ET.fromstring(written("junit").encode())
    suites = tree.findall("testsuite")
    assert [suite.get("name") for suite in suites] == ["a/ñ 1:2.txt", "b,c.txt", "-clean.txt"]
    assert (tree.get("tests"), tree.get("failures"), tree.get("errors")) == ("10", "7", "2")
    assert len(tree.findall(".//testcase")) == 10
    assert len(tree.findall(".//failure")) == 7
    assert [case.get("name") for case in suites[2]] == ["nothing found"]


def test_the_console_shows_carets_under_wide_characters_and_nothing_that_steers_a_terminal() -> None:
    text = written("text")
    assert "\x1b" not in text
    lines = text.splitlines()
    assert lines[:4] == [
        "a/ñ 1:2.txt:1:12: warning typos.doubled The word stands twice: 100%,·really",
        " 1 | Ein 😀 Wort für für dich",
        "   |             ^^^^^^^",
        "   = help: `wirecopy clean` would remove it",
    ]
    assert lines[-1] == "7 findings in 3 files, 1 suppressed; `wirecopy clean` would repair or remove 2 of them."


def test_concise_is_a_line_a_finding() -> None:
    lines = written("concise").splitlines()
    assert len(lines) == 7
    assert lines[0] == "a/ñ 1:2.txt:1:12: warning typos.doubled The word stands twice: 100%,·really"
