"""The signature of a text: a digest for exact duplicates, and a MinHash over its 5-word shingles for near ones.

Broder, "On the resemblance and containment of documents" (1997): the share of equal places in two signatures estimates the
share of shingles that two texts have in common. rensa (an extra) is imported here and nowhere else.
"""

from __future__ import annotations

from array import array
from hashlib import blake2b, sha256
from importlib.util import find_spec

from wirecopy.batch.places import MissingExtraError
from wirecopy.text.words import words_of

BANDS, ROWS = 21, 6
"""Two texts are compared if they agree in a band: 99.8% of those that share .8 are, 93% at .7, 28% at .5."""
_PLACES = BANDS * ROWS
_SHINGLE = 5
_LEAST = 20
"""Texts of fewer words are compared as a whole only: one changed word would be a fifth of their shingles."""
_MOST = 200_000
"""Of longer texts so many words count, which bounds the memory."""
_EXACT = 16


def require() -> None:
    """Raise if the extra is missing.

    Raises:
        MissingExtraError: it says how to get it.

    """
    if find_spec("rensa") is None:
        raise MissingExtraError("looking for duplicates needs the extra: pip install 'wirecopy[duplicates]'")


def signature_of(text: str) -> bytes:
    """Return the signature of a cleaned text; empty if it has no word."""
    words = words_of(text[: _MOST * 50])[:_MOST]
    if not words:
        return b""
    exact = sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).digest()[:_EXACT]
    if len(words) < _LEAST:
        return exact
    from rensa import RMinHash

    hashes = RMinHash(num_perm=_PLACES, seed=1)
    hashes.update([" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)])
    return exact + array("I", hashes.digest()).tobytes()


def exact_part(signature: bytes) -> bytes:
    """Return what is equal for texts that are equal but for white space."""
    return signature[:_EXACT]


def bands(signature: bytes) -> list[int]:
    """Return a key for each band, as a signed integer of 64 bits; none for a text that is compared as a whole only."""
    places = signature[_EXACT:]
    width = len(places) // BANDS
    return [
        int.from_bytes(
            blake2b(places[at * width : (at + 1) * width], digest_size=8, salt=at.to_bytes(2)).digest(), signed=True
        )
        for at in range(BANDS if width else 0)
    ]


def shared(one: bytes, other: bytes) -> float:
    """Return the estimated share of the shingles of two texts that they have in common (standard error .04 at .8)."""
    mine, theirs = array("I", one[_EXACT:]), array("I", other[_EXACT:])
    return sum(a == b for a, b in zip(mine, theirs, strict=True)) / _PLACES
