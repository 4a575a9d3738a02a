from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import wirecopy
from tests.unit.learn.test_learn import document
from wirecopy.cli import main
from wirecopy.config import Config
from wirecopy.rulebook import RuleError
from wirecopy.rulebook.sites import load_site

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, count: int) -> Path:
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"{number}.txt").write_text("\n".join(document(number)), "utf-8")
    return folder


def test_learn_writes_a_pack_that_clean_uses_by_host(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, pack = write(tmp_path / "www.example.org", 4), tmp_path / "pack"
    assert main(["learn", str(folder), "-o", str(pack)]) == 0
    assert "4 lines from 4 documents" in capsys.readouterr().err
    assert sorted(path.name for path in (pack / "sites").iterdir()) == ["example.org.yaml"]
    text = "\n".join(document(7))
    body = "\n".join(document(7)[2:5]) + "\n"
    config = Config(packs=(str(pack),))
    result = wirecopy.clean(text, url="https://example.org/x", passes=("boilerplate",), config=config)
    assert result.text == body
    assert {finding.rule for finding in result.findings} >= {"boilerplate.site-line", "boilerplate.site-list"}
    elsewhere = wirecopy.clean(text, url="https://example.net/x", passes=("boilerplate",), config=config)
    assert "The Courier" in elsewhere.text


def test_the_headline_between_the_lines_of_a_site_stays_and_other_titles_go(tmp_path: Path) -> None:
    pack = tmp_path / "pack/sites/example.org.yaml"
    pack.parent.mkdir(parents=True)
    lines = ("The Courier", "Courier Plus", "From our desk", "Imprint of the Courier")
    pack.write_text(
        'site: "example.org"\ndocuments: 9\nblocks:\n'
        + "".join(f'  - place: head\n    lines:\n      - {{seen: 9, line: "{line}"}}\n' for line in lines)
    )
    text = (
        "The Courier\nHerring season ends in quarrel\nCourier Plus\nOld bridge to close for two years\nFrom our desk\n\n"
        "The council voted on Tuesday to close the old bridge for repairs, which will take two years and cost a fortune.\n\n"
        "Imprint of the Courier\n"
    )
    result = wirecopy.clean(
        text, url="https://example.org/1", passes=("boilerplate",), config=Config(packs=(str(tmp_path / "pack"),))
    )
    assert result.text.splitlines() == [
        "Old bridge to close for two years",
        "",
        "The council voted on Tuesday to close the old bridge for repairs, which will take two years and cost a fortune.",
        "",
    ]


def test_learn_complains(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    few = write(tmp_path / "few", 2)
    assert main(["learn", str(tmp_path / "missing")]) == 2
    assert main(["learn", str(few), "-o", str(tmp_path / "pack")]) == 2
    assert main(["learn", str(few), "--host", "nothing", "-o", str(tmp_path / "pack")]) == 2
    assert main(["learn", str(few), "--host", "example.org", "-o", str(tmp_path / "pack")]) == 2
    told = capsys.readouterr().err
    assert "missing: not a folder" in told
    assert "name it with --host" in told
    assert "--host nothing: not a host name" in told
    assert "2 different documents are too few" in told


def test_learn_does_not_overwrite_a_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path / "example.org", 3)
    assert main(["learn", str(folder), "-o", str(tmp_path / "pack")]) == 0
    assert main(["learn", str(folder), "-o", str(tmp_path / "pack")]) == 2
    assert "may have been reviewed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("blocks: []\n", "site.yaml:1: site: is missing"),
        ('site: "a.com"\nblokcs: []\n', "site.yaml:2: blokcs: unknown key; did you mean 'blocks'?"),
        ('site: "a.com"\nblocks:\n  - place: head\n', "site.yaml:3: blocks.lines: is missing"),
        ('site: "a.com"\nlines:\n  - {seen: 3}\n', "site.yaml:3: lines.line: is missing"),
    ],
)
def test_a_broken_pack_names_file_line_and_key(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "site.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(RuleError) as caught:
        load_site(path)
    assert complaint in str(caught.value)
