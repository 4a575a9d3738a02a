from __future__ import annotations

import io
import json
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import Run

DIRTY = "The statement states that  it is so.\n"


@pytest.fixture(autouse=True)
def dirty(folder: Path) -> None:
    (folder / "a.txt").write_text(DIRTY)


def test_exit_codes_tell_clean_found_and_error(wirecopy: Run, folder: Path) -> None:
    (folder / "clean.txt").write_text("He left.\n")
    assert wirecopy("check", "clean.txt")[:2] == (0, "Nothing found in 1 file.\n")
    assert wirecopy("check", "a.txt").code == 1
    done = wirecopy("check", "gone.txt", "a.txt", "--format", "concise")
    assert done.code == 2
    assert done.err == "wirecopy: error: gone.txt: no such file\n"
    assert done.out.startswith("a.txt:1:5: warning phrasing.cognate-subject-verb ")


def test_the_fail_level_and_exit_zero_decide_about_the_code(wirecopy: Run, folder: Path) -> None:
    assert wirecopy("check", "a.txt", "--fail-level", "error").code == 0
    assert wirecopy("check", "a.txt", "--exit-zero").code == 0
    assert wirecopy("check", "a.txt", "gone.txt", "--exit-zero").code == 2
    assert wirecopy("check", "a.txt", "--select", "whitespace").code == 0
    assert wirecopy("check", "a.txt", "--select", "whitespace", "--fail-level", "info").code == 1
    (folder / "wirecopy.toml").write_text('fail-level = "error"\n')
    assert wirecopy("check", "a.txt").code == 0
    (folder / "wirecopy.toml").write_text('[severity]\nphrasing = "error"\n')
    assert "a.txt:1:5: error phrasing.cognate" in wirecopy("check", "a.txt").out


def test_a_baseline_holds_back_what_was_accepted_and_nothing_else(wirecopy: Run, folder: Path) -> None:
    done = wirecopy("check", "a.txt", "--write-baseline", "base.json")
    assert (done.code, done.out, done.err) == (0, "", "wirecopy: 2 accepted findings -> base.json\n")
    assert wirecopy("check", "a.txt", "--baseline", "base.json").out == "Nothing found in 1 file, 2 suppressed.\n"
    (folder / "moved.txt").write_text("A new beginning that is longer than the context, and the rest.\n\n" * 2 + DIRTY)
    (folder / "a.txt").write_text("A new line of many words, put in front.\n\nThe reply replies. " + DIRTY)
    report = json.loads(wirecopy("check", "a.txt", "--baseline", "base.json", "--format", "json").out)[0]
    assert [item["by"].split()[0] for item in report["suppressed"]] == ["baseline"]
    data = json.loads((folder / "base.json").read_text())
    assert [(row["rule"], row["text"]) for row in data["findings"]] == [
        ("phrasing.cognate-subject-verb", "statement states"),
        ("whitespace.space-run", ""),
    ]
    # Writing it again with the old one in force keeps what is still there.
    done = wirecopy("check", "a.txt", "--baseline", "base.json", "--write-baseline", "base.json")
    assert (done.code, done.err) == (0, "wirecopy: 2 accepted findings (1 new, 1 no longer there) -> base.json\n")
    assert wirecopy("check", "a.txt", "--baseline", "base.json").code == 0


def test_add_words_accepts_the_words_of_typo_findings_and_no_others(wirecopy: Run, folder: Path) -> None:
    (folder / "b.txt").write_text(
        "The storm caused extensive dammage along the coast. She was taken to to the hospital.\n"
    )
    (folder / "wirecopy.toml").write_text('words = "house.txt"\nselect = ["typos"]\n')
    assert "house.txt: the word list cannot be read" in wirecopy("check", "b.txt").err
    done = wirecopy("check", "b.txt", "--add-words")
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines()[0].endswith("1 word accepted -> " + str(folder / "house.txt"))
    assert (folder / "house.txt").read_text().splitlines()[-1] == "dammage"
    assert [line.split()[2] for line in wirecopy("check", "b.txt", "--format", "concise").out.splitlines()] == [
        "typos.doubled-word"
    ]
    with (folder / "house.txt").open("a") as file:
        file.write("zeppelin\n")
    assert wirecopy("check", "b.txt", "--add-words").err.splitlines()[0] == "wirecopy: no new words to accept"
    unused = [line for line in wirecopy("check", "b.txt", "--unused").err.splitlines() if "unused" in line]
    assert [line.partition("unused: ")[2] for line in unused] == [
        f'{folder / "house.txt"}:4: word "zeppelin" held back nothing in this run'
    ]


def test_a_missing_or_broken_baseline_is_an_error_that_says_what_to_do(wirecopy: Run, folder: Path) -> None:
    done = wirecopy("check", "a.txt", "--baseline", "gone.json")
    assert done.code == 2
    assert "gone.json: the baseline cannot be read" in done.err
    assert "--write-baseline gone.json" in done.err
    (folder / "bad.json").write_text('{"baseline": 1,\n')
    assert "bad.json:2: not JSON" in wirecopy("check", "a.txt", "--baseline", "bad.json").err
    (folder / "bad.json").write_text("[]")
    assert "bad.json: not a baseline" in wirecopy("check", "a.txt", "--baseline", "bad.json").err


def test_a_configured_baseline_can_be_written_for_the_first_time(wirecopy: Run, folder: Path) -> None:
    (folder / "wirecopy.toml").write_text('baseline = "accepted.json"\n')
    assert "cannot be read" in wirecopy("check", "a.txt").err
    done = wirecopy("check", "a.txt", "--write-baseline", "accepted.json")
    assert (done.code, done.err) == (0, "wirecopy: 2 accepted findings -> accepted.json\n")
    assert wirecopy("check", "a.txt").out == "Nothing found in 1 file, 2 suppressed.\n"


def test_a_column_can_be_named_for_check_and_diff_too(wirecopy: Run, folder: Path) -> None:
    (folder / "rows.csv").write_text("n,story\n1,He  left.\n")
    done = wirecopy("check", "rows.csv", "--text-column", "story", "--format", "concise")
    assert done.out.startswith("rows.csv#0:1:3: info whitespace.space-run ")
    assert "+He left." in wirecopy("diff", "rows.csv", "--text-column", "story").out


def test_unused_suppressions_are_told_with_their_place(wirecopy: Run, folder: Path) -> None:
    (folder / "wirecopy.toml").write_text(
        'allow = ["statement states", "gone"]\nprotect = ["urls"]\n[per-file-ignores]\n"*.html" = ["typos"]\n"a.*" = ["whitespace"]\n'
    )
    done = wirecopy("check", "a.txt", "--unused")
    assert (done.code, done.out) == (0, "Nothing found in 1 file, 2 suppressed.\n")
    toml = folder / "wirecopy.toml"
    assert done.err.splitlines() == [
        f'wirecopy: unused: {toml}:1: allow "gone" held back nothing in this run',
        f'wirecopy: unused: {toml}:3: per-file-ignores "*.html" typos held back nothing in this run',
        f'wirecopy: unused: {toml}:2: protect "urls" held back nothing in this run',
    ]


def test_a_server_that_reads_junit_is_red_where_the_exit_code_is_1(wirecopy: Run) -> None:
    for level, failures, code in (("info", 2, 1), ("warning", 1, 1), ("error", 0, 0)):
        done = wirecopy("check", "a.txt", "--format", "junit", "--fail-level", level)
        assert done.code == code
        assert f'<testsuites name="wirecopy" tests="2" failures="{failures}" errors="0">' in done.out
        assert (done.out.count("<failure "), done.out.count("<system-out>")) == (failures, 2 - failures)


def test_statistics_count_rules(wirecopy: Run) -> None:
    assert wirecopy("check", "a.txt", "--statistics").out == (
        "1  phrasing.cognate-subject-verb\n1  whitespace.space-run  (1 repaired or removed by clean)\n2 findings in 1 file\n"
    )


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('ignore = ["phrasng"]\n', "wirecopy.toml:1: ignore: no rule or family 'phrasng'; did you mean 'phrasing'?"),
        (
            'ignore = ["phrasing.cognate-subject-verbs"]\n',
            "wirecopy.toml:1: ignore: no rule 'phrasing.cognate-subject-verbs'; did you mean 'phrasing.cognate-subject-verb'?",
        ),
    ],
)
def test_a_rule_that_does_not_exist_is_an_error(wirecopy: Run, folder: Path, toml: str, message: str) -> None:
    (folder / "wirecopy.toml").write_text(toml)
    done = wirecopy("check", "a.txt")
    assert done.code == 2
    assert done.err == f"wirecopy: error: {folder}/{message}\n"


def test_standard_input_goes_by_the_name_it_is_given(
    wirecopy: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "wirecopy.toml").write_text('[per-file-ignores]\n"wire/*" = ["phrasing"]\n')
    for name, found in (("wire/x.txt", False), ("other/x.txt", True)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DIRTY.encode())))
        done = wirecopy("check", "-", "--stdin-filename", name, "--format", "concise")
        assert (f"{name}:1:5: warning phrasing" in done.out) is found


def test_output_goes_to_a_file_and_colours_and_links_only_where_wanted(
    wirecopy: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wirecopy("check", "a.txt", "--format", "sarif", "-o", "out.sarif")
    assert json.loads((folder / "out.sarif").read_text())["version"] == "2.1.0"
    assert "\x1b" not in wirecopy("check", "a.txt").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("FORCE_HYPERLINK", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    out = wirecopy("check", "a.txt").out
    assert f"\x1b]8;;{(folder / 'a.txt').as_uri()}\x1b\\" in out
    assert "\x1b[33mwarning\x1b[0m" in out


@pytest.mark.parametrize(
    ("force", "flag", "no", "coloured"),
    [
        ("1", "never", "1", True),
        ("0", "always", "", False),
        ("", "always", "1", True),
        ("", "never", "", False),
        ("", "auto", "1", False),
        ("", "auto", "", False),
    ],
)
def test_force_color_wins_over_the_option_and_the_option_over_no_color(
    wirecopy: Run, monkeypatch: pytest.MonkeyPatch, force: str, flag: str, no: str, coloured: bool
) -> None:
    for name, value in (("FORCE_COLOR", force), ("NO_COLOR", no)):
        monkeypatch.setenv(name, value)
    assert ("\x1b[33m" in wirecopy("check", "a.txt", "--color", flag).out) is coloured


def test_a_template_makes_the_line_of_a_finding(wirecopy: Run, folder: Path) -> None:
    (folder / "wirecopy.toml").write_text('rule-url = "https://example.org/{family}/{name}"\n')
    line = "{path}:{line}:{column}-{end_line}:{end_column} {offset}+{byte} {rule} {severity} {safety} [{text}] {suggestion}| {url}"
    assert wirecopy("check", "a.txt", "--template", line, "--select", "phrasing").out == (
        "a.txt:1:5-1:21 4+4 phrasing.cognate-subject-verb warning none [statement states] |"
        " https://example.org/phrasing/cognate-subject-verb\n"
    )
    (folder / "{rule}.txt").write_text(DIRTY)
    assert (
        wirecopy("check", "{rule}.txt", "--template", "{path} {family}", "--select", "phrasing").out
        == "{rule}.txt phrasing\n"
    )
    done = wirecopy("check", "a.txt", "--template", "{path} {lin}")
    assert (done.code, done.out, done.err) == (
        2,
        "",
        "wirecopy: error: --template: unknown field {lin}; did you mean 'line'?\n",
    )
    assert (
        wirecopy("check", "a.txt", "--format", "template").err
        == "wirecopy: error: --format template needs --template LINE\n"
    )


def test_rules_are_linked_to_where_they_are_explained(
    wirecopy: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "wirecopy.toml").write_text('rule-url = "https://example.org/{family}.html#{rule}"\n')
    url = "https://example.org/phrasing.html#phrasing.cognate-subject-verb"
    log = json.loads(wirecopy("check", "a.txt", "--select", "phrasing", "--format", "sarif").out)
    assert log["runs"][0]["tool"]["driver"]["rules"][0]["helpUri"] == url
    log = json.loads(wirecopy("check", "a.txt", "--select", "phrasing", "--format", "rdjson").out)
    assert log["diagnostics"][0]["code"] == {"value": "phrasing.cognate-subject-verb", "url": url}
    monkeypatch.setenv("FORCE_HYPERLINK", "1")
    out = wirecopy("check", "a.txt", "--select", "phrasing", "--format", "concise").out
    assert f"\x1b]8;;{url}\x1b\\phrasing.cognate-subject-verb\x1b]8;;\x1b\\" in out
    (folder / "wirecopy.toml").write_text('rule-url = "https://example.org/{rul}"\n')
    assert "wirecopy.toml:1: rule-url: unknown field {rul}; did you mean 'rule'?" in wirecopy("check", "a.txt").err


def test_hidden_and_excluded_folders_are_left_out(wirecopy: Run, folder: Path) -> None:
    for name in (".git/a.txt", ".wirecopy/b.txt", "old/c.txt", "new/d.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(DIRTY)
    (folder / "wirecopy.toml").write_text('exclude = ["old"]\n')
    out = wirecopy("check", ".", "--format", "concise", "--select", "phrasing").out
    assert [line.split(":")[0] for line in out.splitlines()] == ["a.txt", "new/d.txt"]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--statistcs"], "unrecognized arguments: --statistcs; did you mean '--statistics'?"),
        (["--fail-levle=error"], "unrecognized arguments: --fail-levle=error; did you mean '--fail-level'?"),
        (["--format", "sarfi"], "; did you mean 'sarif'?"),
        (["--zzz"], "unrecognized arguments: --zzz\n"),
    ],
)
def test_an_unknown_option_is_an_error_with_a_suggestion(wirecopy: Run, args: list[str], message: str) -> None:
    done = wirecopy("check", "a.txt", *args)
    assert done.code == 2
    assert message in done.err
    assert done.err.startswith("wirecopy check: error: ")
    assert len(done.err.splitlines()) == 2


def test_nothing_is_said_about_nothing(wirecopy: Run) -> None:
    done = wirecopy("check", "gone.txt")
    assert (done.code, done.out) == (2, "")


def test_rows_of_datasets_and_members_of_archives_are_checked(wirecopy: Run, folder: Path) -> None:
    rows = [{"text": DIRTY, "url": "https://example.org/1"}, {"text": "He left."}]
    (folder / "in").mkdir()
    (folder / "in/rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    with zipfile.ZipFile(folder / "in/some.zip", "w") as archive:
        archive.writestr("sub/b.txt", DIRTY)
    done = wirecopy("check", "in/rows.jsonl", "in/some.zip", "--format", "concise", "--select", "phrasing")
    assert [line.split(" ")[0] for line in done.out.splitlines()] == [
        "in/rows.jsonl#0:1:5:",
        "in/some.zip!sub/b.txt:1:5:",
    ]
    assert wirecopy("check", "in/rows.jsonl", "in/some.zip", "--format", "concise", "--select", "phrasing") == done
    report = json.loads(wirecopy("check", "in/rows.jsonl", "--format", "json").out)
    assert [item["source"]["url"] for item in report] == ["https://example.org/1", None]
    assert wirecopy("diff", "in/rows.jsonl").out.startswith("--- in/rows.jsonl#0\n+++ in/rows.jsonl#0 (cleaned)\n")


def test_a_file_that_is_named_is_read_unless_exclude_is_forced(wirecopy: Run, folder: Path) -> None:
    (folder / "wirecopy.toml").write_text('exclude = ["drafts/**"]\n')
    (folder / "drafts").mkdir()
    for name in ("drafts/a.txt", "b.txt"):
        (folder / name).write_text("He  left.\n")
    named = ("drafts/a.txt", "b.txt", "--format", "concise")
    assert [line.split(":")[0] for line in wirecopy("check", *named).out.splitlines()] == ["drafts/a.txt", "b.txt"]
    assert [line.split(":")[0] for line in wirecopy("check", *named, "--force-exclude").out.splitlines()] == ["b.txt"]
    assert wirecopy("clean", "--in-place", "-q", "--force-exclude", "drafts/a.txt").code == 0
    assert (folder / "drafts/a.txt").read_text() == "He  left.\n"
