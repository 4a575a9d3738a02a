"""`wirecopy rules`: list the rules, explain one with its examples, run the examples of all or of a pack, begin a new one."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from wirecopy import api, examples
from wirecopy.cli import FOUND, OK
from wirecopy.cli.options import make_parser
from wirecopy.cli.run import complain
from wirecopy.config import Config, find, load
from wirecopy.config.problems import hint
from wirecopy.learn.keys import host_key
from wirecopy.report.explain import explain
from wirecopy.rulebook import Example, RuleError, locate
from wirecopy.rulebook.build import read_pack
from wirecopy.rulebook.rule import SITE_PART

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Mapping

    from wirecopy.rulebook import Rule


def parser() -> argparse.ArgumentParser:
    """Return the options of `rules`."""
    made = make_parser("rules", "List, explain and test rules.")
    actions = made.add_subparsers(dest="action", required=True, metavar="list|show|test|new")
    listed = actions.add_parser("list", help="one line a rule")
    listed.add_argument("family", nargs="*", metavar="FAMILY", help="only these families (default: all)")
    show = actions.add_parser("show", help="one rule with its reason and examples")
    show.add_argument(
        "rule", metavar="RULE", help="its id, as in boilerplate.related-posts; a family: a line for each of its rules"
    )
    for parser_ in (listed, show):
        parser_.add_argument(
            "--pack",
            action="append",
            default=[],
            metavar="NAME",
            help="with the rules of this pack (a style, a folder)",
        )
    test = actions.add_parser("test", help="run the examples of the built-in rules, or of packs")
    test.add_argument(
        "packs", nargs="*", type=Path, metavar="FOLDER", help="packs to test (default: the built-in rules)"
    )
    new = actions.add_parser("new", help="write the skeleton of a rule, with examples")
    new.add_argument("rule", metavar="FAMILY.NAME", help="its id, as in boilerplate.horoscope-link")
    new.add_argument(
        "--pack", type=Path, default=Path("rules"), metavar="FOLDER", help="the folder it goes into (default: rules)"
    )
    return made


def run(args: argparse.Namespace) -> int:
    """Do what `action` says."""
    if args.action == "new":
        from wirecopy.cli.newrule import new_rule

        return new_rule(args.rule, args.pack)
    if args.action == "test":
        return _test(args.packs)
    path = find(Path.cwd())
    config = load(path) if path else Config()
    packs = (*config.packs, *args.pack)
    rules = api.catalogue(packs, config.plugins)
    if args.action == "list" or any(rule.meta.family == args.rule for rule in rules.values()):
        return _list(rules, args.family if args.action == "list" else [args.rule])
    return _show(args.rule, rules, packs)


def _list(rules: Mapping[str, Rule], families: list[str]) -> int:
    known = {rule.meta.family for rule in rules.values()}
    if unknown := [family for family in families if family not in known]:
        return complain(f"no family {unknown[0]!r}{hint(unknown[0], known)}")
    shown = [rule for rule in rules.values() if not families or rule.meta.family in families]
    width = max(len(rule.id) for rule in shown)
    for rule in shown:
        print(f"{rule.id:<{width}}  {rule.severity.name.lower():<8}{rule.safety.name.lower():<11}{rule.message}")
    return OK


def _show(rule_id: str, rules: Mapping[str, Rule], packs: tuple[str, ...]) -> int:
    rule = rules.get(rule_id)
    if rule is None:
        near = difflib.get_close_matches(rule_id, rules, 1)
        return complain(
            f"no rule {rule_id!r}" + (f"; did you mean {near[0]!r}?" if near else "; see wirecopy rules list")
        )
    cases = [example for owner, example in examples.builtin_examples() if owner == rule_id]
    cases += [
        example
        for pack in {locate.pack(pack).resolve() for pack in packs}
        for _, owner, of_pack in read_pack(pack)
        for example in of_pack
        if owner.id == rule_id
    ]
    print(explain(rule, cases), end="")
    return OK


def _test(packs: list[Path]) -> int:
    for pack in packs:
        if not pack.is_dir():
            return complain(f"{pack}: not a folder of rules")
    count = 0
    failed: list[str] = []
    for rule, example, where in _cases(packs):
        count += 1
        outcome = examples.check(rule, example, tuple(map(str, packs)))
        if outcome.problem:
            failed.append(f"{where}:{example.line}: {rule}: {outcome.problem}")
    print("\n".join(failed), file=sys.stderr) if failed else None
    print(f"{count} examples, {len(failed)} failed")
    return FOUND if failed else OK


def _cases(packs: list[Path]) -> Iterable[tuple[str, Example, str]]:
    if not packs:
        for rule, example in examples.builtin_examples():
            of_site = rule == SITE_PART and example.ok and example.good is not None
            name = f"sites/{host_key(example.url or '')}" if of_site else rule.replace(".", "/", 1)
            yield rule, example, f"rules/{name}.yaml"
        return
    for pack in packs:
        seen = False
        for path, rule_, cases in read_pack(pack):
            seen = True
            for example in cases:
                yield rule_.id, example, str(path)
        if not seen:
            raise RuleError(f"{pack}: no rule in it (a rule lives at FAMILY/NAME.yaml)")
