"""ftfy's own conformance cases: fetched from its source distribution, compared, the differences listed.

    python benchmarks/encoding_cases.py          fetches once into .cache/ftfy, then prints what differs and both figures

A case is met when our text is ftfy's expected text, but for the style of quotation marks, full-width forms and no-break
spaces, which are settings of ours, and for places where ftfy expects U+FFFD and we know the character. ftfy has no repair of
look-alike letters, so there are two figures: with all rules of the encoding pass, and like for like without that one.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

CASES = Path(__file__).parent.parent / ".cache" / "ftfy" / "test_cases.json"
VERSION = "6.3.1"
LOOK_ALIKE = "encoding.look-alike"
"""The rule for a repair that ftfy does not have."""
_QUOTES = str.maketrans({"\u02bc": "'", "‘": "'", "’": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"'})


class Case(NamedTuple):
    """One of ftfy's cases: what ought to become of `original`, and whether ftfy manages it."""

    label: str
    original: str
    wanted: tuple[str, ...]
    passes: bool


def fetch() -> None:
    """Download the source distribution and keep its table of cases."""
    folder = CASES.parent
    folder.mkdir(parents=True, exist_ok=True)
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--no-binary",
        ":all:",
        f"ftfy=={VERSION}",
    ]
    subprocess.run([*command, "--dest", str(folder)], check=True)
    with tarfile.open(folder / f"ftfy-{VERSION}.tar.gz") as archive:
        member = archive.extractfile(f"ftfy-{VERSION}/tests/test_cases.json")
        if member is None:
            raise FileNotFoundError("the source distribution has no tests/test_cases.json")
        CASES.write_bytes(member.read())


def load() -> list[Case]:
    """Return the cases."""
    return [
        Case(
            row["label"],
            row["original"],
            (row["fixed"], row.get("fixed-encoding", row["fixed"])),
            row["expect"] == "pass",
        )
        for row in json.loads(CASES.read_text("utf-8"))
    ]


def met(case: Case, answer: str) -> bool:
    """Tell whether `answer` is what the case wants."""
    return any(re.fullmatch(_pattern(wanted), _plain(answer), re.DOTALL) for wanted in case.wanted)


def repaired(text: str, without: Sequence[str] = ()) -> str:
    """Return what the encoding pass makes of `text` when the configuration ignores the rules `without`."""
    from wirecopy import clean

    return clean(text, media="text", passes=("encoding",), config={"ignore": list(without)}).text


def _plain(text: str) -> str:
    wide = "".join(unicodedata.normalize("NFKC", c) if c == "\u3000" or "\uff00" < c < "\ufff0" else c for c in text)
    return unicodedata.normalize("NFC", wide.translate(_QUOTES))


def _pattern(wanted: str) -> str:
    parts = {"\ufffd": ".{1,3}?", " ": "[ \xa0]+", "\xa0": "[ \xa0]+"}
    return "".join(parts.get(char) or re.escape(char) for char in _plain(wanted))


def main() -> None:
    if not CASES.is_file():
        fetch()
    cases = load()
    for case in cases:
        answer = repaired(case.original)
        if not met(case, answer):
            print(
                f"{case.label}\n  original {case.original[:120]!r}\n  ours     {answer[:120]!r}\n  wanted   {case.wanted[0][:120]!r}"
            )
    for name, without in (("all rules", ()), (f"without {LOOK_ALIKE}", (LOOK_ALIKE,))):
        theirs, failures = (
            [met(case, repaired(case.original, without)) for case in cases if case.passes is passes]
            for passes in (True, False)
        )
        print(
            f"{name}: met {sum(theirs)} of {len(theirs)}; of those that ftfy does not manage {sum(failures)} of {len(failures)}"
        )


if __name__ == "__main__":
    main()
