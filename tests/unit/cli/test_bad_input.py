"""What people and machines get wrong: one clear line, the right exit code, no traceback, nothing lost."""

# ruff: noqa: E501 - messages are shown as they are printed

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import Run

NOT_UTF8 = os.fsdecode(b"n\xf1.txt")


class Case(NamedTuple):
    """A command, what it says on standard error (without `wirecopy: error: `; all of it), and its exit code."""

    args: str
    says: str
    code: int = 2


CASES = [
    # What is to be read.
    Case("check gone.txt", "gone.txt: no such file"),
    Case("check empty", "empty: no file in this folder ends in .htm, .html, .md, .text, .txt"),
    Case("check /proc/self/mem", "/proc/self/mem: cannot be read: Input/output error"),
    Case("check picture.txt", "picture.txt: looks like a PNG image, not text (--media text takes it as text all the same)"),
    Case("check a.txt/b.txt", "a.txt/b.txt: cannot be read: Not a directory"),
    Case("check broken.jsonl", "broken.jsonl#0: not JSON: Expecting ',' delimiter: line 2 column 1 (char 21)"),
    Case("check empty.txt", "", 0),
    Case("diff gone.txt", "gone.txt: no such file"),
    Case("learn gone", "gone: not a folder"),
    Case("report gone", "gone: No such file or directory"),
    Case("report empty", "empty: no file in this folder ends in .report.json"),
    # Options.
    Case("check a.txt --config gone.toml", "gone.toml: no such file"),
    Case("check a.txt --select typo", "command line: select: no rule or family 'typo'; did you mean 'typos'?"),
    Case("check a.txt --ignore typos.doubled-wrd", "command line: ignore: no rule 'typos.doubled-wrd'; did you mean 'typos.doubled-word'?"),
    Case("check a.txt --passes tpyos", "command line: passes: no pass 'tpyos'; did you mean 'typos'?"),
    Case("check a.txt --pack gone", "gone: no such pack: neither a folder of rules nor one of ap, bbc, reuters"),
    Case("check a.txt --pack badpack", "badpack/typos/x.yaml:3: patterns.en.regex: not a regular expression: unterminated character set at position 0"),
    Case("check a.txt --baseline gone.json", "gone.json: the baseline cannot be read: No such file or directory (`wirecopy check PATH... --write-baseline gone.json` writes one)"),
    Case("check a.txt --baseline a.txt", "a.txt:1: not JSON: Expecting value"),
    Case("check a.txt --cache-dir a.txt/x -q", "unrecognized arguments: -q\n(see wirecopy check --help)"),
    Case("check a.txt --fix-level sfae", "argument --fix-level: invalid choice: 'sfae' (choose from 'safe', 'likely', 'unsafe'); did you mean 'safe'?\n(see wirecopy check --help)"),
    Case("check", "the following arguments are required: PATH\n(see wirecopy check --help)"),
    Case("rules shw x", "argument list|show|test|new: invalid choice: 'shw' (choose from 'list', 'show', 'test', 'new'); did you mean 'show'?\n(see wirecopy rules --help)"),
    Case("rules show typos.doubled-wrd", "no rule 'typos.doubled-wrd'; did you mean 'typos.doubled-word'?"),
    Case("rules show nonsense", "no rule 'nonsense'; see wirecopy rules list"),
    Case("rules list typo", "no family 'typo'; did you mean 'typos'?"),
    Case("rules test empty", "empty: no rule in it (a rule lives at FAMILY/NAME.yaml)"),
    # What is to be written.
    Case("check a.txt -o empty", "empty: Is a directory"),
    Case("check a.txt -o /proc/x/out.txt", "/proc/x/out.txt: No such file or directory"),
    Case("check a.txt --write-baseline empty", "empty: Is a directory"),
    Case("check a.txt --write-baseline clean.txt", "clean.txt:1: not JSON: Expecting value"),
    Case("check clean.txt a.txt -o a.txt", "a.txt is an input, and would be overwritten"),
    Case("check a.txt --write-baseline ./a.txt", "./a.txt is an input, and would be overwritten"),
    Case("clean a.txt --report a.txt", "a.txt is an input, and would be overwritten"),
    Case("clean a.txt --html a.txt", "a.txt is an input, and would be overwritten"),
    Case("report a.txt --html a.txt", "a.txt is an input, and would be overwritten"),
    Case("report folder --html clean.txt", "clean.txt is there and is no page: move it away, or name another file"),
    Case("clean a.txt --html clean.txt", "clean.txt is there and is no page: move it away, or name another file"),
    Case("check a.txt --add-words --words a.txt", "a.txt is an input, and would be overwritten"),
    Case("learn folder --words folder/b.txt", "folder/b.txt is there and holds no counts: move it away, or name another file"),
    Case("clean a.txt -o out.txt --report out.txt", "out.txt cannot hold both the text and the report"),
    Case("clean folder/b.txt -o full -q", "folder/b.txt: full/b.txt was edited since it was cleaned, or no report tells that it is ours: move it away, or name another output"),
    Case("clean notes.txt -q", "notes.txt: notes.report.json is no report: move it away, or name another place with --report"),
    Case("clean a.txt --resume", "--resume goes with a folder or dataset and -o, which says where its documents go"),
    Case("clean folder --in-place --update", "--update goes with a folder or dataset and -o, which says where its documents go"),
    Case("clean a.txt --learn-words", "--learn-words goes with a folder or dataset and -o, which says where its documents go"),
    Case("clean folder -o out -j -1", "argument -j/--jobs: must be a number from 0; not '-1'\n(see wirecopy clean --help)"),
    Case("check folder --exclude *.txt", "folder: no file in this folder is left by --include and --exclude"),
    Case("cache", "the following arguments are required: status|clean\n(see wirecopy cache --help)"),
    Case("clean a.txt -o notes", "notes is no folder: -o names one, or a .txt or .md file (--report names the report, --html a page)"),
    Case("clean a.txt -o page.html", "page.html is no folder: -o names one, or a .txt or .md file (--report names the report, --html a page)"),
    Case("clean a.txt b.txt -o all.txt", "all.txt is the name of one text: several documents go into a folder, a .jsonl or .parquet file"),
    Case("clean . -o all.txt", "all.txt is the name of one text: several documents go into a folder, a .jsonl or .parquet file"),
    Case("clean a.txt -o clean.txt/x", "a.txt: cannot write clean.txt/x/a.report.json: Not a directory"),
    Case("clean a.txt -q --html empty", "empty: Is a directory"),
    Case("clean a.txt -o .", "a.txt: its cleaned text would overwrite it in .: name another output, or use --in-place"),
    Case("clean folder/b.txt full/b.txt -o new -q", "full/b.txt: new/b.txt holds what came of folder/b.txt: clean the folder above both, or each with its own -o"),
    Case("clean empty", "empty is a folder: say where its cleaned files go with -o FOLDER (or --in-place)"),
    Case("clean rows.jsonl", "rows.jsonl holds many documents: say where they go with -o (a folder, a .jsonl or .parquet file)"),
    Case("clean a.txt --in-place -o out", "--in-place does not go with --output or standard input"),
    Case("clean - --in-place", "--in-place does not go with --output or standard input"),
    Case("clean a.txt clean.txt --report r.json", "--report names one file; with several inputs the reports go beside the outputs"),
    Case("clean folder -o folder/out", "the output folder/out lies inside the input folder: name one beside it"),
    Case("clean folder -o full", "full is there already: give another output, --resume to go on with a run that stopped, --update to bring it up to date, or remove it"),
    # The way back.
    Case("restore gone.txt", "gone.txt: No such file or directory"),
    Case("restore a.txt", "a.txt: nothing about it in .wirecopy; name its report: wirecopy restore FILE REPORT"),
    Case("restore a.txt gone.json", "gone.json: No such file or directory"),
    Case("restore a.txt a.txt", "a.txt:1: not JSON: Expecting value"),
    Case("restore picture.txt a.txt", "picture.txt: not UTF-8, so not a text that wirecopy wrote"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def files(folder: Path) -> None:
    (folder / "a.txt").write_text("He  left.\n")
    (folder / "clean.txt").write_text("He left.\n")
    (folder / "notes").write_text("Mine.\n")
    (folder / "notes.txt").write_text("He left.\n")
    (folder / "notes.report.json").write_text('{"mine": 1}\n')
    (folder / "empty.txt").write_text("")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    (folder / "rows.jsonl").write_text('{"text": "He  left."}\n')
    (folder / "broken.jsonl").write_text('{"text": "He  left."\n')
    for name in ("empty", "folder", "full"):
        (folder / name).mkdir()
    (folder / "folder/b.txt").write_text("He left.\n")
    (folder / "full/b.txt").write_text("Something else.\n")
    rule = folder / "badpack/typos/x.yaml"
    rule.parent.mkdir(parents=True)
    rule.write_text(
        'message: "X."\nkind: regex\npatterns: {en: [{literal: ["x"], regex: "["}]}\nexamples: [{bad: "⟦x⟧"}, {ok: "y"}]\n'
    )


LAWFUL = ["--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]
"""For `setpriv`: what the mode of a file forbids is forbidden to root too."""


def test_what_must_not_be_read_does_not_stop_the_others(folder: Path) -> None:
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("root may read everything, and there is no setpriv")
    (folder / "in/shut").mkdir(parents=True)
    (folder / "in/listed").mkdir()
    for name in ("listed/c.txt", "a.txt", "b.txt"):
        (folder / "in" / name).write_text("He  left.\n")
    (folder / "in/a.txt").chmod(0)
    (folder / "in/shut").chmod(0)
    (folder / "in/listed").chmod(0o444)
    command = [*(["setpriv", *LAWFUL] if os.geteuid() == 0 else []), sys.executable, "-m", "wirecopy"]
    done = subprocess.run([*command, "check", "in", "--format", "concise"], capture_output=True, text=True, check=False)
    (folder / "in/listed").chmod(0o755)
    (folder / "in/shut").chmod(0o755)
    assert done.stderr.splitlines() == [
        "wirecopy: error: in/a.txt: cannot be read: Permission denied",
        "wirecopy: error: in/listed/c.txt: cannot be read: Permission denied",
        "wirecopy: error: in/shut: cannot be listed: Permission denied",
    ]
    assert done.stdout == "in/b.txt:1:3: info whitespace.space-run Tabs or more than one space between words.\n"
    assert done.returncode == 2


def state(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("case", CASES, ids=[case.args for case in CASES])
def test_bad_input_is_told_in_a_line_and_nothing_is_lost(wirecopy: Run, folder: Path, case: Case) -> None:
    before = state(folder)
    done = wirecopy(*case.args.split())
    told = done.err.removesuffix("\n").removeprefix("wirecopy: error: ")
    told = told.removeprefix(f"wirecopy {case.args.split()[0]}: error: ")
    assert (told, done.code) == (case.says, case.code)
    after = state(folder)
    assert {name: after.get(name) for name in before} == before


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("ignore = [\n", "wirecopy.toml: not TOML: Invalid value (at end of document)"),
        ('\nignroe = ["typos"]\n', "wirecopy.toml:2: ignroe: unknown key; did you mean 'ignore'?"),
        ('ignore = "typos"\n', "wirecopy.toml:1: ignore: must be a list of strings"),
        ('[severity]\ntypos = "high"\n', "wirecopy.toml:2: severity.typos: must be one of info, warning, error"),
        ('protect = ["urls", "qoutations"]\n', "wirecopy.toml:1: protect: must be one of quotations, urls, code; did you mean 'quotations'?"),
        ('protect-patterns = ["("]\n', "wirecopy.toml:1: protect-patterns: '(' is no regular expression: missing ), unterminated subpattern at position 0"),
        ('extend = "gone.toml"\n', "wirecopy.toml:1: extend: gone.toml: no such file"),
        ('[tool.wirecopy]\nignore = []\n', "wirecopy.toml:1: tool: [tool.wirecopy] is for pyproject.toml; here the keys stand by themselves"),
        ('[options.boilerplate]\nboldnes = "strict"\n', "wirecopy.toml:2: options.boilerplate.boldnes: unknown key; did you mean 'boldness'?"),
        ('[options.boilerplate]\nboldness = "bold"\n', "wirecopy.toml:2: options.boilerplate.boldness: must be one of gentle, balanced, strict"),
        ('[options.whitespace]\ntabs = 4\n', "wirecopy.toml:2: options.whitespace.tabs: unknown key: whitespace has none"),
        ('[options.boilerplat]\nx = 1\n', "wirecopy.toml:1: options: no pass 'boilerplat'; did you mean 'boilerplate'?"),
        ('extend = "wirecopy.toml"\n', "wirecopy.toml:1: extend: wirecopy.toml extends this file in turn"),
        ("[[overrides]]\nlang = 'es'\n", "wirecopy.toml:1: overrides.0: needs 'files', a list of globs"),
        ('plugins = ["gone"]\n', "no pass 'gone'"),
    ],
)  # fmt: skip
def test_a_bad_configuration_is_told_with_its_place(wirecopy: Run, folder: Path, toml: str, says: str) -> None:
    (folder / "wirecopy.toml").write_text(toml)
    done = wirecopy("check", "a.txt")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("wirecopy: error: ")
    assert says in done.err
    assert len(done.err.splitlines()) == 1


def test_a_configuration_that_is_not_utf8_is_told(wirecopy: Run, folder: Path) -> None:
    (folder / "wirecopy.toml").write_bytes(b'lang = "\xff"\n')
    done = wirecopy("check", "a.txt")
    assert done.code == 2
    assert done.err.startswith(
        f"wirecopy: error: {folder}/wirecopy.toml: not TOML: 'utf-8' codec can't decode byte 0xff"
    )


def test_the_rest_is_done_although_one_input_is_bad(wirecopy: Run, folder: Path) -> None:
    done = wirecopy("clean", "gone.txt", "a.txt", "picture.txt", "-q")
    assert done.code == 2
    assert len(done.err.splitlines()) == 2
    assert (folder / "a.clean.txt").read_text() == "He left.\n"


def test_two_inputs_of_one_name_do_not_overwrite_each_other(wirecopy: Run, folder: Path) -> None:
    assert wirecopy("clean", "folder/b.txt", "full/b.txt", "-o", "new", "-q").code == 2
    assert (folder / "new/b.txt").read_text() == "He left.\n"


def test_standard_input_is_read_once(wirecopy: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"He left.\n")))
    done = wirecopy("check", "-", "-")
    assert (done.code, done.out) == (2, "Nothing found in 1 file.\n")
    assert done.err == "wirecopy: error: -: standard input can be read once only\n"


@pytest.mark.parametrize(
    "name", ["text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "rdjson", "junit", "html"]
)
def test_a_name_that_is_not_utf8_goes_through_every_format(wirecopy: Run, folder: Path, name: str) -> None:
    (folder / NOT_UTF8).write_text("The statement states it.\n")
    assert wirecopy("check", NOT_UTF8, "--format", name, "-o", "out").code == 1
    (folder / "out").read_text("utf-8")
    done = wirecopy("check", NOT_UTF8, "--format", name)
    assert (done.code, done.err) == (1, "")


def test_a_name_that_is_not_utf8_is_cleaned_in_place_and_comes_back(wirecopy: Run, folder: Path) -> None:
    (folder / NOT_UTF8).write_text("He  left.\n")
    assert wirecopy("clean", "--in-place", "-q", NOT_UTF8).code == 0
    assert (folder / NOT_UTF8).read_text() == "He left.\n"
    assert wirecopy("restore", NOT_UTF8).code == 0
    assert (folder / NOT_UTF8).read_text() == "He  left.\n"


def test_a_huge_line_is_no_trouble(wirecopy: Run, folder: Path) -> None:
    (folder / "huge.txt").write_text("x" * 1_000_000)
    assert wirecopy("check", "huge.txt")[:2] == (0, "Nothing found in 1 file.\n")


SHELL = [
    (
        "wirecopy check clean.txt -o /dev/null; test -c /dev/null && wirecopy check clean.txt -o /dev/stdout > out; wc -l < out >&2",
        "1\n",
        0,
    ),
    (
        "wirecopy check a.txt >&-",
        "wirecopy: error: standard output is closed; `> /dev/null` drops what is printed\n",
        2,
    ),
    ("wirecopy check - <&-", "wirecopy: error: -: standard input is closed\n", 2),
    ("wirecopy check a.txt > /dev/full", "wirecopy: error: standard output: No space left on device\n", 2),
    ("wirecopy check many.txt | head -n 1 > /dev/null; exit ${PIPESTATUS[0]}", "", 2),
]


@pytest.mark.parametrize(("command", "says", "code"), SHELL, ids=[command for command, _, _ in SHELL])
def test_streams_that_are_closed_or_full(folder: Path, command: str, says: str, code: int) -> None:
    (folder / "many.txt").write_text("The statement states it. \n" * 5000)
    program = f'wirecopy() {{ "{sys.executable}" -m wirecopy "$@"; }}; '
    done = subprocess.run(["bash", "-c", program + command], cwd=folder, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("", says, code)
