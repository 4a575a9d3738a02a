"""How long wirecopy takes to start, as a multiple of `python -c pass`: medians of interleaved runs, CPU time of the child.

    python benchmarks/startup.py [--runs 15] [--assert]

CPU time and not the clock, so that a busy machine changes little; interleaved, so that what changes hits all alike.
`--assert` exits 1 over the budget: `wirecopy --version` 3x, `wirecopy check one.txt` (no grammar pass) 8x.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

BUDGET = {"version": 3.0, "check": 8.0}
ARTICLE = "The council met on Tuesday.\n\nIt voted  to repair the bridge, the mayor said.\n\nRelated Posts\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--assert", dest="check", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder) / "one.txt"
        article.write_text(ARTICLE)
        commands = {
            "pass": [sys.executable, "-c", "pass"],
            "version": [sys.executable, "-m", "wirecopy", "--version"],
            "check": [sys.executable, "-m", "wirecopy", "check", str(article)],
        }
        # What users have: compiled modules. Some CI images forbid them.
        env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        env["PYTHONPYCACHEPREFIX"] = folder
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(args.runs + 1):
            for name, command in commands.items():
                times[name].append(cpu_time(command, env))
    # The first round compiles and fills the file cache: it does not count.
    medians = {name: statistics.median(values[1:]) for name, values in times.items()}
    over = False
    for name, budget in BUDGET.items():
        ratio = medians[name] / medians["pass"]
        over |= ratio > budget
        print(f"{name:<8} {1000 * medians[name]:6.1f} ms  {ratio:5.2f}x of `python -c pass` (budget {budget:g}x)")
    return int(over and args.check)


def cpu_time(command: list[str], env: dict[str, str]) -> float:
    """Return user and system time of one run, in seconds."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=env)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    sys.exit(main())
