"""grammar: LanguageTool made usable on news. Which rules count is data: `rules/tables/languagetool.yaml`."""

from wirecopy.passes.grammar.grammar import GrammarPass

__all__ = ["GrammarPass"]
