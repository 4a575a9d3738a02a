from __future__ import annotations

import os
import re
import signal
import threading

import pytest

from wirecopy.text.lazy import lazy, view


class Counted:
    """Has a view that counts how often it is computed, and waits where it is told to."""

    def __init__(self, *, waits: bool = False) -> None:
        self.begun, self.go = threading.Event(), threading.Event()
        self.times = 0
        if not waits:
            self.go.set()

    @view
    def number(self) -> int:
        """A number."""
        self.begun.set()
        assert self.go.wait(60)
        self.times += 1
        return 7


def test_a_lazy_pattern_behaves_like_a_compiled_one() -> None:
    pattern = lazy(r"(?P<word>[a-z]+)", re.IGNORECASE)
    assert pattern.findall("One two") == ["One", "two"]
    assert [match["word"] for match in pattern.finditer("One two")] == ["One", "two"]
    assert pattern.sub("x", "One two") == "x x"
    assert pattern.pattern == r"(?P<word>[a-z]+)"
    assert lazy(rb"\d").search(b"a1") is not None


def test_an_error_shows_at_the_first_use() -> None:
    pattern = lazy("(")
    with pytest.raises(re.error):
        pattern.match("x")
    with pytest.raises(AttributeError):
        pattern.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_a_view_is_computed_once() -> None:
    counted = Counted()
    assert (counted.number, counted.number, counted.times) == (7, 7, 1)
    assert Counted.number.__doc__ == "A number."


def test_views_of_two_objects_do_not_wait_for_each_other() -> None:
    slow, quick = Counted(waits=True), Counted()
    other = threading.Thread(target=lambda: slow.number)
    other.start()
    assert slow.begun.wait(60)
    assert quick.number == 7
    slow.go.set()
    other.join()
    assert slow.times == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_process_forked_while_a_view_is_computed_does_not_wait() -> None:
    slow, quick = Counted(waits=True), Counted()
    other = threading.Thread(target=lambda: slow.number)
    other.start()
    assert slow.begun.wait(60)
    child = os.fork()
    if not child:
        signal.alarm(30)  # it ends then, should it wait
        os._exit(quick.number)
    status = os.waitpid(child, 0)[1]
    slow.go.set()
    other.join()
    assert os.waitstatus_to_exitcode(status) == 7
