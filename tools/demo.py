"""The demonstration of the README: clean one sample and show what was removed, repaired and flagged.

python tools/demo.py SOURCE
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

OUT = Path("out")
VERBS = {"boilerplate": "removed", "markup": "removed", "encoding": "repaired", "whitespace": "repaired"}


def main(source: Path) -> int:
    """Run the real command line, then read its report."""
    text, report_path, page = (OUT / f"{source.stem}.{ending}" for ending in ("txt", "report.json", "html"))
    command = ["wirecopy", "clean", str(source), "-o", str(OUT), "--html", str(page), "--grammar", "--quiet"]
    print("$", " ".join(command))
    done = subprocess.run(command, check=False)
    if done.returncode:
        return done.returncode
    report = json.loads(report_path.read_text("utf-8"))
    groups: dict[str, list[str]] = defaultdict(list)
    for finding in report["findings"]:
        family = finding["rule"].partition(".")[0]
        place = finding["span"]["start"]
        hint = f" -> {finding['suggestions'][0]}" if finding["suggestions"] else ""
        excerpt = " ".join(finding["excerpt"].split())[:60]
        verb = VERBS.get(family, "repaired") if finding["applied"] else "flagged"
        groups[verb].append(f"  {place['line']:>3}:{place['column']:<5}{finding['rule']:<40}{excerpt!r}{hint}")
    for verb in ("removed", "repaired", "flagged"):
        print(f"\n{verb}: {len(groups[verb])}")
        print("\n".join(groups[verb]))
    words = report["counts"]["words"]
    print(f"\n{words['source']} words in, {words['text']} out. Look at:")
    for path in (source, text, report_path, page):
        print(f"  {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
