"""A large table of which little is looked up: JSON objects, one a line, each decoded when a key of it is first asked for.

Which line has a key is told by the key's CRC-32. The phrases of boilerplate, 7,000 of them, take 4 ms as one object: more than
all else that a check of a short text does with them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Generic, TypeVar
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Value = TypeVar("Value")
_KEYS_A_LINE = 100


class Shards(Generic[Value]):
    """Looks keys up in what `dump` wrote."""

    def __init__(self, text: str) -> None:
        self._lines = text.removesuffix("\n").split("\n")
        self._decoded: list[dict[str, Value] | None] = [None] * len(self._lines)
        self._whole: dict[str, Value] = {}

    def get(self, key: str) -> Value | None:
        """Return the value of a key; None if there is none."""
        if self._whole:
            return self._whole.get(key)
        number = _number(key, len(self._lines))
        shard = self._decoded[number]
        if shard is None:
            shard = self._decoded[number] = json.loads(self._lines[number])
        return shard.get(key)

    def many(self, keys: Sequence[str]) -> list[Value | None]:
        """Return the values of keys, None for those without one. As many keys as there are lines ask for most lines."""
        if len(keys) < len(self._lines) and not self._whole:
            return [self.get(key) for key in keys]
        if not self._whole:
            for line in self._lines:
                self._whole.update(json.loads(line))
        return [*map(self._whole.get, keys)]


def dump(table: Mapping[str, object]) -> str:
    """Return a table as text that `Shards` reads."""
    shards: list[dict[str, object]] = [{} for _ in range(len(table) // _KEYS_A_LINE + 1)]
    for key, value in table.items():
        shards[_number(key, len(shards))][key] = value
    return "".join(json.dumps(shard, ensure_ascii=False, separators=(",", ":")) + "\n" for shard in shards)


def _number(key: str, count: int) -> int:
    return crc32(key.encode("utf-8", "surrogatepass")) % count
