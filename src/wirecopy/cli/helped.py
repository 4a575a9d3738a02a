"""What stands below the options in a command's `--help`: examples, and what its exit code says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "clean": (
        "wirecopy clean article.txt",
        "wirecopy clean pages -o cleaned --html page.html",
        "wirecopy clean rows.jsonl.gz -o cleaned.parquet --text-column body",
        "wirecopy clean --in-place article.txt",
    ),
    "check": (
        "wirecopy check articles",
        "wirecopy check articles --select boilerplate,typos.misspelling --format concise",
        "wirecopy check articles --exit-zero --format sarif -o findings.sarif",
        "wirecopy check - --lang en",
    ),
    "diff": ("wirecopy diff article.txt", "wirecopy diff articles --ignore whitespace"),
    "restore": (
        "wirecopy restore article.clean.txt article.report.json -o back.txt",
        "wirecopy restore article.txt",
    ),
    "report": ('wirecopy report cleaned --html page.html --title "Articles of Monday"',),
    "rules": (
        "wirecopy rules list boilerplate",
        "wirecopy rules show boilerplate.also-read",
        "wirecopy rules new boilerplate.horoscope-link --pack mine",
        "wirecopy rules test mine",
    ),
    "learn": ("wirecopy learn pages/news.example.org -o rules", "wirecopy learn articles --words news.counts"),
    "config": ("wirecopy config articles/es/a.txt", "wirecopy config --schema"),
    "cache": ("wirecopy cache status", "wirecopy cache clean"),
    "grammar": ("wirecopy grammar download", "wirecopy grammar start"),
    "server": ("wirecopy server", "wirecopy server --ignore whitespace"),
    "completion": ("wirecopy completion bash",),
}

CODES: Mapping[str, str] = {
    "clean": "0: done. 1: something was changed, with --exit-non-zero-on-fix. 2: an error; all else is done.",
    "check": "0: nothing at or above --fail-level. 1: findings. 2: an error; all else is done.",
    "diff": "0: nothing would change. 1: something would. 2: an error; all else is done.",
}


def below(command: str) -> str | None:
    """Return what stands below the options of a command, in lines; None for nothing."""
    parts = []
    if examples := EXAMPLES.get(command):
        parts.append("\n".join(("examples:", *(f"  {line}" for line in examples))))
    if code := CODES.get(command):
        parts.append(f"exit codes:\n  {code}")
    return "\n\n".join(parts) or None
