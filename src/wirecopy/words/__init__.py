"""Known words with their evidence, shared by the passes that judge spelling."""

from wirecopy.words.lexicon import LISTED, NO_LEVEL, PRONOUNCED, UNKNOWN, Entry, Lexicon, load

__all__ = ["LISTED", "NO_LEVEL", "PRONOUNCED", "UNKNOWN", "Entry", "Lexicon", "load"]
