"""Build a LanguageTool from Maven Central where language_tool_python finds it: `fetch.py FOLDER`, then LTP_PATH=FOLDER.

The folder gets a `LanguageTool-<version>/` with the jars in `libs/`, and a `languagetool-server.jar` that holds nothing but a
manifest naming them. What was built from this pom.xml is not built again. Standard library only; needs Java 17 and Maven.
Exit codes: 0 done (or there already), 1 it cannot be built here, with the reason and what to do in one line.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

POM = Path(__file__).with_name("pom.xml")
MAIN_CLASS = "org.languagetool.server.HTTPServer"
STAMP = ".built-from"
LINE_BYTES = 72  # of a manifest; a longer line goes on after a line end and a space


def version(pom: str) -> str:
    found = re.search(r"</artifactId>\s*<version>([\w.-]+)</version>", pom)
    if not found:
        raise SystemExit(f"{POM}: no version in it")
    return found[1]


def manifest(jars: list[str]) -> bytes:
    rows = [
        "Manifest-Version: 1.0",
        f"Main-Class: {MAIN_CLASS}",
        "Class-Path: " + " ".join(f"libs/{jar}" for jar in jars),
    ]
    return b"".join(fold(row.encode()) for row in rows) + b"\r\n"


def fold(row: bytes) -> bytes:
    parts = [row[: LINE_BYTES - 2]]
    parts += [b" " + row[at : at + LINE_BYTES - 3] for at in range(LINE_BYTES - 2, len(row), LINE_BYTES - 3)]
    return b"\r\n".join(parts) + b"\r\n"


def write_jar(folder: Path) -> None:
    jars = sorted(path.name for path in (folder / "libs").glob("*.jar"))
    with zipfile.ZipFile(folder / "languagetool-server.jar", "w", zipfile.ZIP_DEFLATED) as jar:
        jar.writestr(zipfile.ZipInfo("META-INF/MANIFEST.MF"), manifest(jars))


def copy_jars(out: Path) -> None:
    """Let Maven copy the jars; raises OSError with the last lines of what it said."""
    command = [
        "mvn",
        "-q",
        "-B",
        "-f",
        str(POM),
        "dependency:copy-dependencies",
        "-DincludeScope=runtime",
        f"-DoutputDirectory={out}",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = [line for line in (done.stdout + done.stderr).splitlines() if "ERROR" in line][:3]
        raise OSError("Maven failed: " + " ".join(said or [f"exit code {done.returncode}"]))


def build(root: Path, name: str, stamp: str) -> None:
    """Build in a folder beside the target, and move it there whole: two builds at once do not mix."""
    root.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(dir=root, prefix=".building-"))
    try:
        copy_jars(work / "libs")
        write_jar(work)
        (work / STAMP).write_text(stamp, encoding="ascii")
        work.chmod(0o755)
        shutil.rmtree(root / name, ignore_errors=True)
        work.rename(root / name)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: fetch.py FOLDER", file=sys.stderr)
        return 1
    root = Path(arguments[0]).resolve()
    pom = POM.read_text(encoding="utf-8")
    name, stamp = f"LanguageTool-{version(pom)}", hashlib.sha256(pom.encode()).hexdigest()
    folder = root / name
    if folder.is_dir():
        built = folder / STAMP
        if not built.is_file() or built.read_text(encoding="ascii") == stamp:
            return 0  # built from this pom, or put there by somebody else: theirs to keep
    missing = [program for program in ("java", "mvn") if not shutil.which(program)]
    if missing:
        what = " and ".join({"java": "Java 17 or newer", "mvn": "Maven"}[program] for program in missing)
        print(
            f"LanguageTool is left out, so the grammar pass will be too: install {what}, then run this again",
            file=sys.stderr,
        )
        return 1
    print(f"fetching {name} from Maven Central (about 250 MB, once) ...", file=sys.stderr)
    try:
        build(root, name, stamp)
    except OSError as error:
        print(f"LanguageTool is left out, so the grammar pass will be too: {error}", file=sys.stderr)
        return 1
    print(f"{name} is in {root}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
