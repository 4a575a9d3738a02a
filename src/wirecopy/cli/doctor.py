"""`wirecopy doctor`: what is installed and reachable, one line each, with what to do where something is missing."""

from __future__ import annotations

import platform
import re
from importlib.metadata import PackageNotFoundError, requires, version
from typing import TYPE_CHECKING

from wirecopy import __version__
from wirecopy.cli import OK
from wirecopy.cli.cache import in_use, size_of
from wirecopy.cli.options import make_parser
from wirecopy.rulebook import locate

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator


_EXTRA = re.compile(r"([\w.-]+).*;.*\bextra == ['\"]([\w-]+)")


def parser() -> argparse.ArgumentParser:
    """Return the options of `doctor`."""
    return make_parser("doctor", "Tell what is installed and reachable.")


def run(args: argparse.Namespace) -> int:  # noqa: ARG001 - every subcommand is called alike
    """Print the state of each part. Missing extras are no error."""
    print(f"wirecopy          {__version__}, Python {platform.python_version()}")
    print(f"rules             {sum(len(locate.family(family)) for family in locate.families())} in {locate.folder()}")
    for name in ("ftfy", "beautifulsoup4", "chardet", "PyYAML"):
        print(f"{name:<18}{_version(name) or 'missing: reinstall wirecopy'}")
    for name, state in _extras():
        print(f"{name:<18}{state}")
    folder = in_use()
    print(f"result cache      {folder}: {size_of(folder) / 1_000_000:.1f} MB")
    for name, state in _grammar():
        print(f"{name:<18}{state}")
    return OK


def _extras() -> Iterator[tuple[str, str]]:
    """Yield each package of an extra, with its version or what to do; the grammar's is told with its server."""
    try:
        wanted = requires("wirecopy") or []
    except PackageNotFoundError:
        return
    for requirement in wanted:
        found = _EXTRA.match(requirement)
        if found and found[2] not in {"all", "grammar"}:
            yield found[1], _version(found[1]) or f"not there: pip install 'wirecopy[{found[2]}]'"


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _grammar() -> Iterator[tuple[str, str]]:
    """Yield the parts that the grammar pass needs, with their state or what to do."""
    from wirecopy.languagetool import UnavailableError, daemon, install
    from wirecopy.languagetool.settings import default_folder

    client = _version("language-tool-python")
    yield "language tool", client or "client missing: pip install 'wirecopy[grammar]'"
    try:
        java, major = install.find_java()
        yield "java", f"{major}, {java}"
    except UnavailableError as error:
        yield "java", f"{error}: {error.remedy}"
    try:
        folder, version_, origin = install.find_folder()
        yield "LanguageTool", f"{version_}, {folder} ({origin})"
    except UnavailableError as error:
        yield "LanguageTool", f"{error}: {error.remedy}"
    server = daemon.running(default_folder())
    yield "grammar server", f"running at {server.url}" if server else "not running (each run starts its own)"
    yield "grammar cache", str(default_folder())
