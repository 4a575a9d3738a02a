"""No text makes the encoding pass take more than linear time: four times the size, some four times the work, never sixteen."""

from __future__ import annotations

import time

import pytest

from wirecopy.passes.encoding import repair

SIZE, TIMES = 10_000, 4
QUADRATIC = 9.0  # four times the size: 4 when linear, 16 when quadratic; the rest is for a busy machine
# What is repeated to make one long line (or many short ones), behind a line that gives each step a reason to look.
PIECES = [
    "a",
    "var a=1;",
    "é",
    "é ",
    "Ã",
    "Ã©",
    "Ã©a",
    "â€",
    "â ",
    "Ð\ufffd",
    "Ð¿Ñ€Ð¸ ",
    "П",
    "при вет ",
    "Пoа ",
    "oоo",
    "浣嶄",
    "的",
    "&amp;",
    "&",
    "&#8217",
    "<a",
    "\\u0041",
    "\\n",
    "\\",
    "%C3",
    "%C3%A9",
    "a/%C3%A9",
    "=C3",
    "=C3=A9",
    "``",
    "`` '' ",
    "?",
    " ? ",
    "a?t ",
    "ab-\ncd",
    "ab-\n",
    "\u00a0",
    "1\u00a0000",
    "\u200d",
    "\u202a",
    "a\u202a ",
    "\u05d0\u202a",
    "\x1b[",
    "\x1b]0",
    "\x00",
    "\x85",
    "a\x92s ",
    "e\u0301",
    "\ufb01",
    "Ａ",
    "´",
    "\ufffd",
    "\r",
    "\t",
    "\n",
]
REASONS = "Ã© â€™ été д 的 ñ won?t `` a?t\n"


def _seconds(text: str) -> float:
    start = time.process_time()
    repair(text)
    return time.process_time() - start


@pytest.mark.parametrize("piece", PIECES)
def test_four_times_the_text_takes_no_sixteen_times_as_long(piece: str) -> None:
    repair(REASONS + piece)  # tables are made when first used
    small, large = (REASONS + piece * (size // len(piece)) for size in (SIZE, TIMES * SIZE))
    for _ in range(3):  # a busy machine may disturb one measurement, not all
        # A hundredth of a second is added, so that what takes no time at all has no ratio.
        if _seconds(large) + 0.01 <= QUADRATIC * (_seconds(small) + 0.01):
            return
    pytest.fail(f"{piece!r} repeated: time grows faster than size")
