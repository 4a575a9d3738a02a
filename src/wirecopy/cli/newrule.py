"""`wirecopy rules new`: the skeleton of a rule, which passes its own examples, to be filled in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wirecopy.cli import OK
from wirecopy.cli.run import complain
from wirecopy.text.files import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LINE = """\
message: "What this line is, in one sentence."
kind: line # the whole line; `wirecopy rules show boilerplate.related-posts` shows a heading that takes its list along
severity: info
safety: safe # only if at least 99% of its hits are right; else: likely
fix: delete
why: "Why it is never a part of an article."
phrases:
  en: ["replace this"]
examples:
  - bad: "He left.\\n\\n⟦Replace this⟧\\n" # the exact span stands between ⟦ and ⟧
    good: "He left.\\n\\n"
  - ok: "They had to replace this bridge."
"""
_PATTERN = """\
message: "What is wrong, in one sentence."
kind: regex
severity: warning
why: "Why it is wrong in every house style, and what the rule leaves alone."
patterns:
  en:
    - literal: ["replace this"] # the pattern is tried only where one of these stands in the text
      regex: "\\\\breplace this\\\\b"
examples:
  - bad: "They said ⟦replace this⟧ twice." # the exact span stands between ⟦ and ⟧
  - ok: "They said nothing."
"""
SKELETONS = {"boilerplate": _LINE, "phrasing": _PATTERN, "structure": _PATTERN, "typos": _PATTERN}
"""The families whose passes take rules from files; what the others look for is written in Python."""


def new_rule(rule: str, pack: Path) -> int:
    """Write the skeleton of `rule` into a pack, and say what comes next."""
    family, _, name = rule.partition(".")
    if family not in SKELETONS:
        return complain(
            f"{rule}: a rule is named FAMILY.NAME, and rules in files are of the families {', '.join(SKELETONS)}"
        )
    if not _NAME.fullmatch(name):
        return complain(f"{rule}: a name is small letters and digits, with dashes between words: {family}.my-rule")
    path = pack / family / f"{name}.yaml"
    if path.exists():
        return complain(f"{path}: is there already")
    write_atomically(path, SKELETONS[family].encode())
    print(f"{path}: fill it in, then `wirecopy rules test {pack}`, and use it with `--pack {pack}`")
    return OK
