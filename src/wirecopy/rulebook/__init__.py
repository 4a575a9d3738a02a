"""Rules as data: YAML in, checked, compiled to JSON, matched. Knows nothing of passes."""

from wirecopy.rulebook.rule import Example, Pattern, Rule, RuleError, Where

__all__ = ["Example", "Pattern", "Rule", "RuleError", "Where"]
