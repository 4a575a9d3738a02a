from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import wirecopy as package

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Run

DIRTY = "Señora Núñez said  so.\r\n\r\n\r\nShe left.\r\n".encode()


@pytest.fixture
def article(folder: Path) -> Path:
    path = folder / "a b ñ.txt"
    path.write_bytes(DIRTY)
    return path


def test_cleaning_writes_beside_and_leaves_the_input_alone(wirecopy: Run, folder: Path, article: Path) -> None:
    assert wirecopy("clean", article.name).code == 0
    assert article.read_bytes() == DIRTY
    assert (folder / "a b ñ.clean.txt").read_text() == "Señora Núñez said so.\n\nShe left.\n"
    done = wirecopy("restore", "a b ñ.clean.txt", "a b ñ.report.json", "-o", "back.txt")
    assert done.code == 0
    assert (folder / "back.txt").read_bytes() == DIRTY


def test_one_input_can_become_the_file_that_the_output_names(wirecopy: Run, folder: Path, article: Path) -> None:
    assert wirecopy("clean", article.name, "-o", "new/cleaned.txt").code == 0
    assert sorted(path.name for path in (folder / "new").iterdir()) == ["cleaned.report.json", "cleaned.txt"]
    assert (folder / "new/cleaned.txt").read_text() == "Señora Núñez said so.\n\nShe left.\n"
    (folder / "new/cleaned.txt").write_text("Of an earlier run.\n")
    assert wirecopy("clean", article.name, "-o", "new/cleaned.txt").code == 0
    assert wirecopy("restore", "new/cleaned.txt", "new/cleaned.report.json", "-o", "back.txt").code == 0
    assert (folder / "back.txt").read_bytes() == DIRTY
    done = wirecopy("clean", article.name, "-o", article.name)
    assert (done.code, article.read_bytes()) == (2, DIRTY)
    (folder / "a.md").mkdir()
    assert wirecopy("clean", article.name, "-o", "a.md").code == 0
    assert (folder / "a.md" / article.name).is_file()


def test_a_cleaned_text_that_was_edited_is_not_overwritten(wirecopy: Run, folder: Path, article: Path) -> None:
    for _ in range(2):  # what an earlier run left is replaced
        assert wirecopy("clean", article.name, "-q").code == 0
    (folder / "a b ñ.clean.txt").write_text("By hand.\n")
    done = wirecopy("clean", article.name)
    assert done.code == 2
    assert "a b ñ.clean.txt was edited since it was cleaned" in done.err
    assert (folder / "a b ñ.clean.txt").read_text() == "By hand.\n"
    (folder / "a b ñ.clean.txt").write_text("")  # nothing to lose, as with a name that mktemp made
    assert wirecopy("clean", article.name, "-q").code == 0


def test_it_is_told_when_no_text_is_left(wirecopy: Run, folder: Path) -> None:
    (folder / "list.txt").write_text("Related Posts\nLeave a Comment\n")
    (folder / "empty.txt").write_text("\n")
    assert wirecopy("clean", "list.txt").err == (
        "list.txt: 2 repaired or removed, 0 flagged, no text is left -> list.clean.txt -> list.report.json\n"
    )
    assert "no text is left" not in wirecopy("clean", "empty.txt").err


def test_what_is_excluded_is_left_alone_in_place_too(wirecopy: Run, folder: Path) -> None:
    for name in ("a.txt", "b.html", "sub/c.txt", "sub/d.log", "old/e.txt"):
        (folder / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "in" / name).write_text("He  left.\n")
    assert wirecopy("check", "in", "--include", "*.log", "--exit-zero", "--format", "concise").out == (
        "in/sub/d.log:1:3: info whitespace.space-run Tabs or more than one space between words.\n"
    )
    assert "c.txt" not in wirecopy("diff", "in", "--exclude", "sub/**").out
    assert wirecopy("clean", "in", "--in-place", "-q", "--exclude", "*.html", "--exclude", "old").code == 0
    texts = {path.name: path.read_text() for path in (folder / "in").rglob("*.*") if ".wirecopy" not in path.parts}
    assert texts == dict.fromkeys(("a.txt", "c.txt"), "He left.\n") | dict.fromkeys(
        ("b.html", "d.log", "e.txt"), "He  left.\n"
    )


def test_what_a_batch_could_not_clean_is_told_though_it_is_quiet(wirecopy: Run, folder: Path) -> None:
    (folder / "rows.jsonl").write_text('{"text": "He left."}\n{"text": 7}\n')
    done = wirecopy("clean", "rows.jsonl", "-o", "out.jsonl", "-q", "-j", 0)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: rows.jsonl#1: ")
    assert done.err.count("\n") == 1


def test_cleaning_in_place_keeps_a_way_back_that_needs_no_name(wirecopy: Run, folder: Path, article: Path) -> None:
    assert wirecopy("clean", "--in-place", "--exit-non-zero-on-fix", article.name).code == 1
    assert article.read_text() == "Señora Núñez said so.\n\nShe left.\n"
    assert sorted(path.name for path in folder.iterdir()) == [".wirecopy", "a b ñ.txt", "wirecopy.toml"]
    assert "*\n" in (folder / ".wirecopy/.gitignore").read_text()
    # Nothing to do: the way back stays, and the hook is content.
    assert wirecopy("clean", "--in-place", "--exit-non-zero-on-fix", article.name).code == 0
    article.rename(folder / "renamed.txt")
    assert wirecopy("restore", "renamed.txt").code == 0
    assert (folder / "renamed.txt").read_bytes() == DIRTY


def test_two_originals_with_the_same_cleaned_text_both_come_back(wirecopy: Run, folder: Path) -> None:
    first, second = folder / "1.txt", folder / "2.txt"
    first.write_bytes(b"a  b\n")
    second.write_bytes(b"a   b\n")
    assert wirecopy("clean", "--in-place", "1.txt", "2.txt").code == 0
    kept = {path.read_bytes() for path in (folder / ".wirecopy").glob("*.orig")}
    assert kept == {b"a  b\n", b"a   b\n"}
    assert wirecopy("restore", "2.txt").code == 0
    assert second.read_bytes() == b"a   b\n"
    assert wirecopy("restore", "1.txt").code == 0
    assert first.read_bytes() == b"a  b\n"


def test_what_is_back_already_can_be_restored_again(wirecopy: Run, article: Path) -> None:
    wirecopy("clean", "--in-place", article.name)
    for _ in range(2):
        assert wirecopy("restore", article.name).code == 0
        assert article.read_bytes() == DIRTY


def test_a_file_that_was_edited_since_is_put_back_only_by_force(wirecopy: Run, article: Path) -> None:
    wirecopy("clean", "--in-place", article.name)
    article.write_text("Edited by hand.\n")
    done = wirecopy("restore", article.name)
    assert done.code == 2
    assert "was edited since it was cleaned. `wirecopy restore --force" in done.err
    assert article.read_text() == "Edited by hand.\n"
    assert "said  so" in wirecopy("restore", "--force", article.name, "-o", "-").out
    assert wirecopy("restore", "--force", article.name).code == 0
    assert article.read_bytes() == DIRTY


def test_restore_tells_what_is_missing(wirecopy: Run, folder: Path, article: Path) -> None:
    assert "gone.txt: No such file or directory" in wirecopy("restore", "gone.txt").err
    assert "nothing about it in .wirecopy; name its report" in wirecopy("restore", article.name).err
    (folder / "r.json").write_text("{\n")
    assert "r.json:2: not JSON" in wirecopy("restore", "wirecopy.toml", "r.json").err
    (folder / "latin.txt").write_bytes(b"\xff\xe4")
    assert "latin.txt: not UTF-8" in wirecopy("restore", "latin.txt", "r.json").err


def test_diff_writes_nothing(wirecopy: Run, folder: Path, article: Path) -> None:
    done = wirecopy("clean", "--diff", "-q", ".")
    assert done.code == 0
    assert "+Señora Núñez said so.\n" in done.out
    assert {path.name for path in folder.iterdir()} == {article.name, "wirecopy.toml", ".wirecopy_cache"}
    assert wirecopy("diff", article.name).code == 1
    assert wirecopy("diff", article.name, "--exit-zero").code == 0


def test_a_leading_dash_a_binary_file_and_a_folder_are_told_apart(wirecopy: Run, folder: Path) -> None:
    Path("-dash.txt").write_text("He  left.\n")
    Path("pic.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert wirecopy("clean", "--in-place", "-dash.txt").code == 0
    assert Path("-dash.txt").read_text() == "He left.\n"
    Path("-old.txt").write_text("He  left.\n")
    assert wirecopy("clean", "--in-place", "-q", "--", "-old.txt").code == 0
    assert Path("-old.txt").read_text() == "He left.\n"
    assert wirecopy("restore", "-old.txt").code == 0
    assert "unrecognized arguments: -gone.txt" in wirecopy("check", "-dash.txt", "-gone.txt").err
    done = wirecopy("clean", "--in-place", "pic.txt", "--", "-dash.txt")
    assert done.code == 2
    what = "looks like a PNG image, not text (--media text takes it as text all the same)"
    assert done.err.startswith(f"wirecopy: error: pic.txt: {what}\n")
    assert "say where its cleaned files go" in wirecopy("clean", ".").err
    assert wirecopy("clean", "pic.txt", "--media", "text", "-o", "taken.txt").code == 0


def test_a_read_only_place_is_told_and_the_others_go_on(wirecopy: Run, folder: Path, article: Path) -> None:
    (folder / "blocked").write_text("a file where a folder should be")
    done = wirecopy("clean", article.name, "-o", "blocked/out")
    assert done.code == 2
    assert "cannot write" in done.err
    assert article.read_bytes() == DIRTY


def test_reports_from_the_command_line_restore_through_the_api(wirecopy: Run, folder: Path, article: Path) -> None:
    wirecopy("clean", article.name, "-o", "out")
    report = json.loads((folder / "out/a b ñ.report.json").read_text())
    assert package.restore((folder / "out/a b ñ.txt").read_text(), report) == DIRTY


def test_a_link_stays_a_link_and_what_it_leads_to_is_cleaned_and_comes_back(wirecopy: Run, folder: Path) -> None:
    (folder / "there").mkdir()
    (folder / "there/real.txt").write_text("He  left.\n")
    (folder / "there/real.txt").chmod(0o640)
    (folder / "link.txt").symlink_to("there/real.txt")
    assert wirecopy("clean", "--in-place", "-q", "link.txt").code == 0
    assert (folder / "link.txt").is_symlink()
    assert (folder / "there/real.txt").read_text() == "He left.\n"
    assert (folder / "there/real.txt").stat().st_mode & 0o777 == 0o640
    assert wirecopy("restore", "link.txt").code == 0
    assert (folder / "link.txt").is_symlink()
    assert (folder / "there/real.txt").read_text() == "He  left.\n"


def test_what_came_of_another_input_in_an_earlier_run_stays(wirecopy: Run, folder: Path) -> None:
    (folder / "a.txt").write_text("He left.\n\nRelated Posts\n")
    (folder / "a.html").write_text("<p>She stayed in the town.</p>")
    assert wirecopy("clean", "a.txt").code == 0
    assert wirecopy("clean", "a.txt").code == 0
    done = wirecopy("clean", "a.html")
    assert done.code == 2
    assert "a.clean.txt holds what came of a.txt: name another output" in done.err
    assert (folder / "a.clean.txt").read_text() == "He left.\n"
