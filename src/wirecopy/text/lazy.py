"""What is made when it is first asked for: regular expressions, so that a start does not pay for all, and views of an object."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, AnyStr, Generic, TypeVar, cast, overload

if TYPE_CHECKING:
    from collections.abc import Callable

S = TypeVar("S")
T = TypeVar("T")

_METHODS = (
    "search",
    "match",
    "fullmatch",
    "findall",
    "finditer",
    "sub",
    "subn",
    "split",
    "pattern",
    "flags",
    "groupindex",
)


class _Lazy:
    """Stands for a pattern; after the first use its methods are the pattern's own."""

    def __init__(self, make: Callable[[], re.Pattern[str]] | Callable[[], re.Pattern[bytes]]) -> None:
        self._make = make

    def __getattr__(self, name: str) -> object:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = self._make()
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what behaves like `re.compile(pattern, flags)`; an error in the pattern shows at its first use."""
    return cast("re.Pattern[AnyStr]", _Lazy(lambda: re.compile(pattern, flags)))


class view(Generic[S, T]):  # noqa: N801 - a decorator
    """What is computed of an object when it is first asked for; two threads that ask at once may both compute it.

    `functools.cached_property` locks in Python 3.11, for all objects at once: that takes longer than many of them, and a process that
    is forked while another thread computes one waits for ever.
    """

    def __init__(self, make: Callable[[S], T]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, of: None, owner: type) -> view[S, T]: ...

    @overload
    def __get__(self, of: S, owner: type) -> T: ...

    def __get__(self, of: S | None, owner: type) -> T | view[S, T]:
        """Return it; the next time, it is found in the object itself."""
        if of is None:
            return self
        value = of.__dict__[self._make.__name__] = self._make(of)
        return value
