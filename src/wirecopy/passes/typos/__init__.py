"""typos: misspelt words and names, words doubled, run together, cut in two or confused, and `a` for `an`.

Evidence instead of a dictionary alone: what the article itself writes elsewhere, word lists, how common words and pairs of
words are, and how people mistype. Nothing is reported in paragraphs of another language than the article's.
"""

from __future__ import annotations

from wirecopy.passes.typos.run import TyposPass

__all__ = ["TyposPass"]
