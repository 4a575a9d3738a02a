"""A site pack as YAML that a person can read and review: the lines of one site, in blocks, each with its count."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirecopy.learn.counts import Repeated

_HEAD, _TAIL = 0.35, 0.65
_GAP = 0.04
"""Lines whose mean places differ by more begin a new block."""


def write(host: str, documents: int, lines: Sequence[Repeated]) -> str:
    """Return the text of `sites/HOST.yaml` for lines in the order of their place."""
    rows = [
        f"# Lines that repeat on {host}, found by `wirecopy learn` in {documents} documents. `seen`: in how many of them",
        "# each one stands. Dates and numbers in a line stand for any other. Review: take out what belongs to articles.",
        f"site: {json.dumps(host)}",
        f"documents: {documents}",
        "blocks:" if lines else "blocks: []",
    ]
    for block in _blocks(lines):
        rows.append(f"  - place: {_place(block[0].place)}")
        rows.append("    lines:")
        rows += [
            f"      - {{seen: {line.documents}, line: {json.dumps(line.line, ensure_ascii=False)}}}" for line in block
        ]
    return "\n".join(rows) + "\n"


def _blocks(lines: Sequence[Repeated]) -> list[list[Repeated]]:
    blocks: list[list[Repeated]] = []
    for line in lines:
        near = blocks and line.place - blocks[-1][-1].place <= _GAP
        if near and _place(line.place) == _place(blocks[-1][0].place):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _place(place: float) -> str:
    return "head" if place < _HEAD else "tail" if place > _TAIL else "middle"
