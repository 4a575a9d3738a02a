# ruff: noqa: E501 - messages are shown as they are printed

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from wirecopy.cli.newrule import SKELETONS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import Run


@pytest.mark.parametrize("family", SKELETONS)
def test_a_new_rule_is_one_that_works(wirecopy: Run, folder: Path, family: str) -> None:
    pack = f"rules-of-{family}"  # packs are read once a process
    done = wirecopy("rules", "new", f"{family}.my-rule", "--pack", pack)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"{pack}/{family}/my-rule.yaml: fill it in")
    assert wirecopy("rules", "test", pack)[:2] == (0, "2 examples, 0 failed\n")
    (folder / "a.txt").write_text("They said replace this twice.\n\nReplace this\n")
    found = wirecopy("check", "a.txt", "--pack", pack, "--select", f"{family}.my-rule", "--format", "concise").out
    assert f"{family}.my-rule" in found


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("encoding.x", "encoding.x: a rule is named FAMILY.NAME, and rules in files are of the families boilerplate, phrasing, structure, typos"),
        ("phrasing", "phrasing: a name is small letters and digits, with dashes between words: phrasing.my-rule"),
        ("phrasing.../../x", "phrasing.../../x: a name is small letters and digits, with dashes between words: phrasing.my-rule"),
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_is_told(wirecopy: Run, folder: Path, rule: str, says: str) -> None:
    done = wirecopy("rules", "new", rule)
    assert (done.code, done.err) == (2, f"wirecopy: error: {says}\n")
    assert [path.name for path in folder.iterdir()] == ["wirecopy.toml"]


def test_a_rule_that_is_there_is_not_overwritten(wirecopy: Run, folder: Path) -> None:
    wirecopy("rules", "new", "typos.x")
    (folder / "rules/typos/x.yaml").write_text("mine")
    assert wirecopy("rules", "new", "typos.x").err == "wirecopy: error: rules/typos/x.yaml: is there already\n"
    assert (folder / "rules/typos/x.yaml").read_text() == "mine"


def test_a_rule_that_code_alone_knows_is_listed_and_explained(wirecopy: Run) -> None:
    assert "\nboilerplate.other-prose " in wirecopy("rules", "list").out
    listed = wirecopy("rules", "list", "boilerplate", "typos").out
    assert {line.partition(".")[0] for line in listed.splitlines()} == {"boilerplate", "typos"}
    assert wirecopy("rules", "show", "typos").out == wirecopy("rules", "list", "typos").out
    shown = wirecopy("rules", "show", "boilerplate.other-prose")
    assert (shown.code, shown.out.splitlines()[2]) == (0, "Prose that is not the article's.")


def test_a_rule_of_a_pack_is_explained_as_built_in_ones_are(wirecopy: Run, folder: Path) -> None:
    wirecopy("rules", "new", "typos.house-word", "--pack", "explained")
    assert wirecopy("rules", "show", "typos.house-word").code == 2
    shown = wirecopy("rules", "show", "typos.house-word", "--pack", "explained")
    assert shown.code == 0
    assert "## Reported" in shown.out
    (folder / "wirecopy.toml").write_text('packs = ["explained"]\n')
    assert wirecopy("rules", "show", "typos.house-word").out == shown.out
    # The same pack from the configuration and the command line counts once.
    assert wirecopy("rules", "show", "typos.house-word", "--pack", "explained").out == shown.out
