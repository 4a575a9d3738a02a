"""Show how the reports of the samples differ from what is stored; with --write, store them afterwards.

    python -m tests.golden.update [--write]

`cleaned.txt` is the right answer, written by hand: it is never rewritten, only compared.
"""

from __future__ import annotations

import difflib
import sys

from tests.golden.sample import Sample, find


def main(argv: list[str]) -> int:
    """Compare all samples; return 1 if one differs and nothing was stored."""
    differing = [sample.folder.name for sample in find() if _compare(sample, write="--write" in argv)]
    print(f"{len(differing)} samples differ: {', '.join(differing)}" if differing else "all samples are as stored")
    return int(bool(differing) and "--write" not in argv)


def _compare(sample: Sample, *, write: bool) -> bool:
    text, report = sample.run()
    if text != sample.cleaned:
        print(f"{sample.folder.name}: the cleaned text is not the right one")
        _show(sample.cleaned, text, f"{sample.folder.name}/cleaned.txt")
    if report != sample.report:
        _show(sample.report, report, f"{sample.folder.name}/report.json")
        if write:
            sample.report_path.write_text(report, "utf-8")
    return text != sample.cleaned or report != sample.report


def _show(before: str, after: str, name: str) -> None:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), name, f"{name} (now)", n=1, lineterm="")
    print("\n".join(lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
