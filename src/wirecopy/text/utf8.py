"""What UTF-8 looks like in bytes, as regular expressions; and what is written like it without being it."""

from __future__ import annotations

from wirecopy.text.lazy import lazy

SURROGATE = rb"\xed[\xa0-\xbf][\x80-\xbf]"
"""Half of a UTF-16 pair, written as three bytes: not UTF-8 (WTF-8)."""
PAIR = rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]"
"""Both halves of a UTF-16 pair, each as three bytes (CESU-8)."""
SEQUENCE = (
    rb"[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
"""One sequence of more than one byte, as RFC 3629 has it."""
GENERAL_SEQUENCE = lazy(SEQUENCE + b"|" + SURROGATE)
"""The same, with surrogates among them, for those who encode UTF-16 this way."""
