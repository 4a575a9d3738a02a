"""What is shipped works: the wheel outside the checkout with its rules, and a third-party pass beside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    env = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, input=stdin, capture_output=True, check=False, env=env
    )


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    done = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, root, cwd=out)
    assert done.returncode == 0, done.stderr.decode()
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(root: Path, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel and the example plug-in; its folder of programs."""
    home = tmp_path_factory.mktemp("env")
    venv.create(home, with_pip=True)
    bin_ = home / "bin"
    for target in ([wheel], ["hatchling"], ["--no-build-isolation", root / "tests" / "packaging" / "plugin"]):
        done = run(bin_ / "python", "-m", "pip", "install", "--quiet", *target, cwd=home)
        assert done.returncode == 0, done.stderr.decode()
    return bin_


def test_the_wheel_carries_rules_and_data_and_is_small(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "wirecopy/data/rules/boilerplate.json" in names
    assert "wirecopy/data/rules/tables/languagetool.json" in names
    assert "wirecopy/py.typed" in names
    assert not [name for name in names if name.startswith(("tests/", "samples/"))]
    assert wheel.stat().st_size < 8_000_000


def test_it_cleans_and_restores_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    source = tmp_path / "a b.txt"
    source.write_bytes(b"He left.\r\n\r\nRelated Posts\r\n")
    done = run(installed / "wirecopy", "clean", source, "-o", tmp_path / "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert (tmp_path / "out" / "a b.txt").read_bytes() == b"He left.\n"
    back = run(
        installed / "wirecopy",
        "restore",
        tmp_path / "out" / "a b.txt",
        tmp_path / "out" / "a b.report.json",
        cwd=tmp_path,
    )
    assert back.stdout == b"He left.\r\n\r\nRelated Posts\r\n"


def test_a_third_party_pass_runs_when_it_is_named(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "wirecopy.toml").write_text(
        'passes = []\nplugins = ["shout"]\n[options.shout]\nmin_length = 4\n', "utf-8"
    )
    (tmp_path / "one.txt").write_text("They SHOUT and YELL at the EU.\n", "utf-8")
    done = run(installed / "wirecopy", "check", "one.txt", "--format", "json", cwd=tmp_path)
    found = json.loads(done.stdout)[0]["findings"]
    assert [(item["rule"], item["excerpt"]) for item in found] == [
        ("shout.capitals", "SHOUT"),
        ("shout.capitals", "YELL"),
    ]
    assert done.returncode == 1
    shown = run(installed / "wirecopy", "rules", "list", "shout", cwd=tmp_path)
    assert shown.stdout.decode().startswith("shout.capitals ")
    wrong = run(installed / "wirecopy", "check", "one.txt", "--select", "shout.capital", cwd=tmp_path)
    assert "no rule 'shout.capital'; did you mean 'shout.capitals'?" in wrong.stderr.decode()


def test_a_pass_that_is_not_installed_is_an_error_with_a_hint(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "wirecopy.toml").write_text('plugins = ["whisper"]\n', "utf-8")
    (tmp_path / "one.txt").write_text("x\n", "utf-8")
    done = run(installed / "wirecopy", "check", "one.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.decode() == (
        "wirecopy: error: no pass 'whisper': neither built in nor offered by a package (shout)\n"
    )


def test_a_missing_extra_is_told_in_a_line(installed: Path, tmp_path: Path) -> None:
    done = run(installed / "wirecopy", "server", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.decode() == "wirecopy: error: the language server needs pygls: pip install 'wirecopy[server]'\n"
