"""`wirecopy doctor`: what is installed and reachable, one line each, with what to do where something is missing."""

from __future__ import annotations

import platform
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from wirecopy import __version__
from wirecopy.cli import OK
from wirecopy.cli.options import make_parser
from wirecopy.rulebook import locate

if TYPE_CHECKING:
    import argparse


def parser() -> argparse.ArgumentParser:
    """Return the options of `doctor`."""
    return make_parser("doctor", "Tell what is installed and reachable.")


def run(args: argparse.Namespace) -> int:  # noqa: ARG001 - every subcommand is called alike
    """Print the state of each part. Missing extras are no error."""
    print(f"wirecopy          {__version__}, Python {platform.python_version()}")
    print(f"rules             {sum(len(locate.family(family)) for family in locate.families())} in {locate.folder()}")
    for name in ("ftfy", "beautifulsoup4", "chardet", "PyYAML"):
        print(f"{name:<18}{_version(name) or 'missing: reinstall wirecopy'}")
    print(f"{'language tool':<18}{_version('language-tool-python') or 'client missing: pip install wirecopy[grammar]'}")
    print(f"{'java':<18}{_java()}")
    return OK


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _java() -> str:
    java = shutil.which("java")
    if java is None:
        return "missing: the grammar pass needs Java 17 or later on the PATH"
    try:
        done = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"{java} does not run: {error}"
    return (done.stderr or done.stdout).splitlines()[0].strip()
