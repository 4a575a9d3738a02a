"""Where Java and LanguageTool are on this machine, in the places where language_tool_python looks for them.

LanguageTool is a folder `LanguageTool-<version>/` with a `languagetool-server.jar`, inside the folder that the
environment variable `LTP_PATH` names, or else inside `~/.cache/language_tool_python`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.languagetool.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Mapping

JAVA_NEEDED = 17
JAR = "languagetool-server.jar"
_FOLDER = re.compile(r"LanguageTool-(\d+(?:\.\d+)*)")
_JAVA_VERSION = re.compile(r'version "(\d+)')


class Install(NamedTuple):
    """A Java and a LanguageTool that fit each other."""

    java: Path
    java_version: int
    folder: Path
    version: str
    origin: str

    @property
    def jar(self) -> Path:
        """The server's jar, which names all the others."""
        return self.folder / JAR


def find(env: Mapping[str, str] = os.environ) -> Install:
    """The Java and the newest LanguageTool of this machine. Raises UnavailableError, which says what is missing."""
    java, java_version = find_java(env)
    folder, version, origin = find_folder(env)
    return Install(java, java_version, folder, version, origin)


def find_folder(env: Mapping[str, str] = os.environ) -> tuple[Path, str, str]:
    """The folder of the newest LanguageTool, its version, and who named the place. Raises UnavailableError."""
    root, origin = download_folder(env)
    folder = newest(root)
    if folder is None:
        remedy = "run `wirecopy grammar download`, or set LTP_PATH to a folder that has a LanguageTool-<version>/ in it"
        raise UnavailableError(f"no LanguageTool in {root} ({origin})", remedy)
    return folder, version_of(folder), origin


def find_java(env: Mapping[str, str] = os.environ) -> tuple[Path, int]:
    """The `java` of JAVA_HOME or PATH, and its major version."""
    home = env.get("JAVA_HOME")
    found = shutil.which("java", path=Path(home, "bin")) if home else None
    found = found or shutil.which("java", path=env.get("PATH"))
    if not found:
        raise UnavailableError("no Java found", f"install Java {JAVA_NEEDED} or newer (Debian: default-jre-headless)")
    try:
        answer = subprocess.run([found, "-version"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UnavailableError(f"{found} does not run: {error}", f"install Java {JAVA_NEEDED} or newer") from error
    version = _JAVA_VERSION.search(answer.stderr + answer.stdout)
    if not version:
        raise UnavailableError(f"{found} does not tell its version", f"install Java {JAVA_NEEDED} or newer")
    major = int(version[1])
    if major < JAVA_NEEDED:
        raise UnavailableError(f"Java {major} is too old for LanguageTool", f"install Java {JAVA_NEEDED} or newer")
    return Path(found), major


def download_folder(env: Mapping[str, str] = os.environ) -> tuple[Path, str]:
    """The folder that language_tool_python uses, and who decided so."""
    if env.get("LTP_PATH"):
        return Path(env["LTP_PATH"]).expanduser(), "LTP_PATH"
    return Path.home() / ".cache" / "language_tool_python", "the default of language_tool_python"


def newest(root: Path) -> Path | None:
    """The folder of the newest LanguageTool release in `root` that has a server in it."""
    found = [path for path in root.glob("LanguageTool-*") if _FOLDER.fullmatch(path.name) and (path / JAR).is_file()]
    return max(found, key=lambda path: [int(part) for part in version_of(path).split(".")], default=None)


def version_of(folder: Path) -> str:
    """`6.8` for `LanguageTool-6.8`."""
    return folder.name.removeprefix("LanguageTool-")
