"""The second run takes what came of unchanged files from the cache, and says exactly the same."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

import pytest

from wirecopy import api
from wirecopy.cache.store import NAME
from wirecopy.report.formats import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import Run
    from wirecopy.model import Result

TEXTS = {
    "a.txt": "The statement states that  it is so.\n",
    "sub/b.txt": "Él dijo que sí.\n\nRelated Posts\n",
    "c.txt": "He left.\n",
}


@pytest.fixture(autouse=True)
def files(folder: Path) -> None:
    for name, text in TEXTS.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    (folder / "legacy.txt").write_bytes("Señor Núñez.\r\nHe  left.\r\n".encode("cp1252"))


@pytest.fixture
def cleaned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were really looked at."""
    seen: list[str] = []
    real = api.clean

    def counted(source: object, **options: object) -> Result:
        seen.append(str(getattr(source, "path", "")))
        return real(source, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(api, "clean", counted)
    return seen


ALL = ["a.txt", "c.txt", "legacy.txt", "sub/b.txt"]


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "template"])
def test_the_second_run_says_the_same_in_every_format_and_looks_at_nothing(
    wirecopy: Run, cleaned: list[str], name: str
) -> None:
    plain = wirecopy("check", ".", "--format", name, "--no-cache")
    assert not os.path.exists(".wirecopy_cache")  # noqa: PTH110 - beside `folder`
    assert wirecopy("check", ".", "--format", name) == plain
    assert cleaned == ALL * 2
    assert wirecopy("check", ".", "--format", name) == plain
    assert cleaned == ALL * 2


def test_statistics_baselines_diffs_and_cleaning_come_out_the_same(
    wirecopy: Run, folder: Path, cleaned: list[str]
) -> None:
    for args in (["check", ".", "--statistics"], ["check", ".", "--write-baseline", "base.json"], ["diff", "."]):
        plain = wirecopy(*args, "--no-cache")
        for _ in range(2):
            (folder / "base.json").unlink(missing_ok=True)
            assert wirecopy(*args) == plain
    seen = len(cleaned)
    before = {name: (folder / name).read_bytes() for name in ALL}
    assert wirecopy("clean", ".", "--in-place", "-q").code == 0
    assert len(cleaned) == seen
    assert (folder / "legacy.txt").read_bytes() == "Señor Núñez.\nHe left.\n".encode()
    for name in ("a.txt", "legacy.txt", "sub/b.txt"):
        assert wirecopy("restore", name).code == 0
        assert (folder / name).read_bytes() == before[name]


def test_only_what_changed_is_looked_at(wirecopy: Run, folder: Path, cleaned: list[str]) -> None:
    wirecopy("check", ".")
    cleaned.clear()
    (folder / "a.txt").write_text("He went.\n")
    (folder / "sub/copy.txt").write_text(TEXTS["sub/b.txt"], "utf-8")
    wirecopy("check", ".")
    assert cleaned == ["a.txt"]
    # Another folder may mean another site; a file moved inside its folder is the same.
    (folder / "other").mkdir()
    (folder / "other/b.txt").write_text(TEXTS["sub/b.txt"], "utf-8")
    wirecopy("check", ".")
    assert cleaned == ["a.txt", "other/b.txt"]


@pytest.mark.parametrize(
    "args",
    [["--select", "phrasing"], ["--lang", "es"], ["--fix-level", "safe"], ["--media", "html"], ["--pack", "mine"]],
)
def test_another_setting_is_another_result(wirecopy: Run, folder: Path, cleaned: list[str], args: list[str]) -> None:
    rule = folder / "mine/phrasing/left.yaml"
    rule.parent.mkdir(parents=True)
    rule.write_text(
        'message: "Left."\nkind: regex\npatterns: {en: [{literal: ["he left"], regex: "He left"}]}\n'
        'examples: [{bad: "⟦He left⟧."}, {ok: "He went."}]\n',
        "utf-8",
    )
    wirecopy("check", ".")
    cleaned.clear()
    wirecopy("check", ".", *args)
    assert cleaned == ALL
    wirecopy("check", ".", *args)
    assert cleaned == ALL
    if args[0] == "--pack":
        rule.write_text(rule.read_text("utf-8").replace("Left.", "Gone."), "utf-8")
        wirecopy("check", ".", *args)
        assert cleaned == ALL * 2


def test_an_ignore_for_some_files_is_another_result_for_those(wirecopy: Run, folder: Path, cleaned: list[str]) -> None:
    wirecopy("check", ".")
    cleaned.clear()
    (folder / "wirecopy.toml").write_text('fail-level = "error"\n[per-file-ignores]\n"sub/*" = ["boilerplate"]\n')
    done = wirecopy("check", ".", "--format", "concise")
    assert cleaned == ["sub/b.txt"]
    assert "boilerplate" not in done.out


def test_a_broken_entry_or_file_is_no_harm(wirecopy: Run, folder: Path, cleaned: list[str]) -> None:
    plain = wirecopy("check", ".")
    store = folder / ".wirecopy_cache" / NAME
    with sqlite3.connect(store) as base:
        base.execute("UPDATE results SET data = x'00'")
    assert wirecopy("check", ".") == plain
    assert cleaned == ALL * 2
    store.write_bytes(b"garbage" * 1000)
    assert wirecopy("check", ".") == plain
    assert wirecopy("check", ".") == plain
    assert cleaned == ALL * 3


def test_where_it_is_and_that_it_is_off_can_be_said(wirecopy: Run, folder: Path, cleaned: list[str]) -> None:
    wirecopy("check", ".", "--cache-dir", "elsewhere")
    assert (folder / "elsewhere" / NAME).is_file()
    assert not (folder / ".wirecopy_cache").exists()
    (folder / "wirecopy.toml").write_text('cache-dir = "mine"\n')
    wirecopy("check", "a.txt", "c.txt")
    assert (folder / "mine" / NAME).is_file()
    (folder / "wirecopy.toml").write_text("cache = false\n")
    cleaned.clear()
    wirecopy("check", "a.txt", "c.txt")
    wirecopy("check", "a.txt", "c.txt")
    assert cleaned == ["a.txt", "c.txt"] * 2
    assert not (folder / ".wirecopy_cache").exists()


def test_a_single_file_leaves_nothing_behind(wirecopy: Run, folder: Path) -> None:
    wirecopy("check", "a.txt")
    assert not (folder / ".wirecopy_cache").exists()


def test_results_with_plugins_or_a_server_behind_them_are_not_kept(
    wirecopy: Run, folder: Path, cleaned: list[str]
) -> None:
    for _ in range(2):
        wirecopy("check", ".", "--grammar", "--grammar-url", "http://127.0.0.1:9")
    assert cleaned == ALL * 2


def test_a_folder_that_cannot_be_written_is_told_and_the_run_goes_on(wirecopy: Run, folder: Path) -> None:
    (folder / "file").write_text("")
    done = wirecopy("check", "c.txt", "a.txt", "--cache-dir", "file/cache", "--select", "phrasing")
    assert done.code == 1
    assert done.err.startswith("wirecopy: results are not kept in file/cache: Not a directory (")
    assert len(done.err.splitlines()) == 1


def test_it_can_be_looked_at_and_removed(wirecopy: Run, folder: Path) -> None:
    cache = folder / ".wirecopy_cache"
    assert wirecopy("cache", "status").out == f"{cache}: nothing is kept\n"
    wirecopy("check", ".")
    assert wirecopy("cache", "status").out == f"{cache}: 0.0 MB\n"
    assert wirecopy("cache", "clean").out == f"{cache}: 0.0 MB removed\n"
    assert not cache.exists()
    done = wirecopy("cache", "clean", "--cache-dir", "sub")
    assert (done.code, done.err) == (2, f"wirecopy: error: sub: not a cache of wirecopy (there is no {NAME} in it)\n")
    assert (folder / "sub/b.txt").exists()
