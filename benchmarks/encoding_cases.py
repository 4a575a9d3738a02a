"""ftfy's own conformance cases: fetched from its source distribution, compared, the differences listed.

    python benchmarks/encoding_cases.py          fetches once into .cache/ftfy, then prints what differs

A case is met when our text is ftfy's expected text, but for the style of quotation marks, full-width forms and no-break
spaces, which are settings of ours, and for places where ftfy expects U+FFFD and we know the character.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
import unicodedata
from pathlib import Path
from typing import NamedTuple

CASES = Path(__file__).parent.parent / ".cache" / "ftfy" / "test_cases.json"
VERSION = "6.3.1"
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


def _plain(text: str) -> str:
    wide = "".join(unicodedata.normalize("NFKC", c) if c == "\u3000" or "\uff00" < c < "\ufff0" else c for c in text)
    return unicodedata.normalize("NFC", wide.translate(_QUOTES))


def _pattern(wanted: str) -> str:
    parts = {"\ufffd": ".{1,3}?", " ": "[ \xa0]+", "\xa0": "[ \xa0]+"}
    return "".join(parts.get(char) or re.escape(char) for char in _plain(wanted))


def main() -> None:
    if not CASES.is_file():
        fetch()
    from wirecopy.passes.encoding import repair

    counts = {True: [0, 0], False: [0, 0]}
    for case in load():
        answer = repair(case.original).text
        good = met(case, answer)
        counts[case.passes][0] += good
        counts[case.passes][1] += 1
        if not good:
            print(
                f"{case.label}\n  original {case.original[:120]!r}\n  ours     {answer[:120]!r}\n  wanted   {case.wanted[0][:120]!r}"
            )
    print(
        f"met {counts[True][0]} of {counts[True][1]}; of those that ftfy does not manage {counts[False][0]} of {counts[False][1]}"
    )


if __name__ == "__main__":
    main()
