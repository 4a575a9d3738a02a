"""The hooks with the real pre-commit in real repositories: it clones this checkout, builds it and runs what it offers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.packaging import checkout

pytestmark = pytest.mark.slow

CONFIG = """repos:
- repo: {repo}
  rev: {rev}
  hooks:
  - id: wirecopy-{hook}
"""
SOURCE = Path(__file__).parent.parent.parent / "src"
DIRTY = "The statement states that it is so.  He left.\n\nRelated Posts\n"


class Done(NamedTuple):
    """What a program gave."""

    code: int
    out: str


class Repo:
    """A repository with the hook installed."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.folder = folder
        self._env = env

    def run(self, *command: str, **env: str) -> Done:
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self._env | env,
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="replace",
        )
        return Done(done.returncode, done.stdout + done.stderr)

    def git(self, *args: str) -> str:
        done = self.run("git", *args)
        assert done.code == 0, done.out
        return done.out

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def commit(self) -> Done:
        return self.run("git", "commit", "-m", "more")

    def restore(self, name: str) -> Done:
        return self.run(sys.executable, "-m", "wirecopy", "restore", name, PYTHONPATH=str(SOURCE))


@pytest.fixture(scope="module")
def source(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A clone of what is in this checkout now, committed or not: its folder and commit."""
    folder = tmp_path_factory.mktemp("wirecopy")
    checkout.copy(root, folder)
    repo = Repo(folder, _env(tmp_path_factory.mktemp("home")))
    repo.git("init", "-q")
    repo.git("add", "-A", "-f")
    repo.git("commit", "-qm", "now")
    return folder, repo.git("rev-parse", "HEAD").strip()


def _env(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT", "PYTHON"))}
    who = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "t"), ("EMAIL", "t@example.org"))
    }
    return {
        **kept,
        **who,
        "HOME": str(home),
        "PRE_COMMIT_HOME": str(home),
        "PRE_COMMIT_COLOR": "never",
    }


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps what it built: once for all tests."""
    return tmp_path_factory.mktemp("pre-commit")


def make(hook: str, source: tuple[Path, str], home: Path, folder: Path) -> Repo:
    env = _env(home)
    repo = Repo(folder, env)
    repo.git("init", "-q")
    repo.write(".pre-commit-config.yaml", CONFIG.format(repo=source[0], rev=source[1], hook=hook))
    repo.git("add", "-A")
    repo.git("commit", "-qm", "first")
    done = repo.run(sys.executable, "-m", "pre_commit", "install")
    assert done.code == 0, done.out
    return repo


@pytest.fixture
def checking(source: tuple[Path, str], home: Path, tmp_path: Path) -> Repo:
    return make("check", source, home, tmp_path)


@pytest.fixture
def cleaning(source: tuple[Path, str], home: Path, tmp_path: Path) -> Repo:
    return make("clean", source, home, tmp_path)


NAMES = ("plain.txt", "two words.txt", "señal/noticia ñandú.txt", "-dash.txt", "quo'te.txt")


def test_check_stops_a_commit_and_names_every_place(checking: Repo) -> None:
    for name in NAMES:
        checking.write(name, DIRTY)
    checking.write("clean.txt", "He left.\n")
    checking.git("add", "-A")
    done = checking.commit()
    assert done.code == 1
    for name in NAMES:
        assert f"{name}:1:5: warning phrasing.cognate-subject-verb" in done.out
    assert "clean.txt:" not in done.out
    assert checking.git("log", "--format=%s").split() == ["first"]


def test_check_lets_clean_files_pass(checking: Repo) -> None:
    checking.write("clean.txt", "He left.\n")
    checking.git("add", "-A")
    done = checking.commit()
    assert done.code == 0, done.out


def test_clean_cleans_in_place_and_every_file_comes_back(cleaning: Repo) -> None:
    originals = {name: cleaning.write(name, DIRTY + name + "\n").read_bytes() for name in NAMES}
    originals["legacy.txt"] = cleaning.write(
        "legacy.txt", "El señor Núñez dijo  que sí, según él.\r\n".encode("cp1252")
    ).read_bytes()
    cleaning.git("add", "-A")
    done = cleaning.commit()
    assert done.code == 1
    assert "files were modified by this hook" in done.out
    for name, original in originals.items():
        assert b"  " not in (cleaning.folder / name).read_bytes()
        assert (cleaning.folder / name).read_bytes() != original
    status = cleaning.git("-c", "core.quotepath=off", "status", "--porcelain")
    assert ".wirecopy" not in status
    # The second commit goes through: cleaning what is clean changes nothing.
    cleaning.git("add", "-A")
    done = cleaning.commit()
    assert done.code == 0, done.out
    for name, original in originals.items():
        assert cleaning.restore(name).code == 0
        assert (cleaning.folder / name).read_bytes() == original


def test_a_binary_file_is_told_and_left_alone(cleaning: Repo) -> None:
    picture = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
    cleaning.write("really-a-picture.txt", picture)
    cleaning.write("picture.png", picture)
    cleaning.git("add", "-A")
    done = cleaning.commit()
    assert done.code == 1
    assert "really-a-picture.txt: looks like a PNG image, not text" in done.out
    assert "picture.png" not in done.out.replace("really-a-picture", "")
    assert (cleaning.folder / "really-a-picture.txt").read_bytes() == picture


def test_a_file_that_is_staged_in_part_loses_nothing(cleaning: Repo) -> None:
    body = "".join(f"Paragraph {number} of the article.\n\n" for number in range(30))
    path = cleaning.write("part.txt", f"One.\n\n{body}Last.\n")
    cleaning.git("add", "-A")
    assert cleaning.commit().code == 0
    path.write_text(f"One  staged.\n\n{body}Last.\n")
    cleaning.git("add", "part.txt")
    path.write_text(f"One  staged.\n\n{body}Last, and  not staged.\n")
    done = cleaning.commit()
    assert done.code == 1
    assert "[INFO] Restored changes from" in done.out or "Restored" in done.out
    # What was staged is cleaned in the folder, what was not staged is as it was.
    assert path.read_text() == f"One staged.\n\n{body}Last, and  not staged.\n"


def test_a_fix_that_meets_unstaged_changes_is_rolled_back_and_nothing_is_lost(cleaning: Repo) -> None:
    path = cleaning.write("part.txt", "One.\n")
    cleaning.git("add", "-A")
    assert cleaning.commit().code == 0
    path.write_text("One  staged.\n")
    cleaning.git("add", "part.txt")
    path.write_text("One  staged, and more.\n")
    assert cleaning.commit().code == 1
    assert path.read_text() == "One  staged, and more.\n"
    assert cleaning.git("show", ":part.txt") == "One  staged.\n"


def test_all_files_over_the_samples(cleaning: Repo, root: Path) -> None:
    sources = {
        f"{path.parent.name}{path.suffix}": path.read_bytes() for path in sorted((root / "samples").glob("*/source.*"))
    }
    for name, content in sources.items():
        cleaning.write(f"samples/{name}", content)
    cleaning.git("add", "-A")
    done = cleaning.run(sys.executable, "-m", "pre_commit", "run", "--all-files")
    assert done.code == 1
    assert "error:" not in done.out
    assert "Traceback" not in done.out
    again = cleaning.run(sys.executable, "-m", "pre_commit", "run", "--all-files")
    assert again.code == 0, again.out
    for name, content in sources.items():
        if (cleaning.folder / "samples" / name).read_bytes() != content:
            assert cleaning.restore(f"samples/{name}").code == 0
        assert (cleaning.folder / "samples" / name).read_bytes() == content
