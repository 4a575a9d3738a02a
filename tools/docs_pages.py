"""Hook of mkdocs: the pages that are made from the code: rules, commands, configuration keys."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from mkdocs.structure.files import File

from wirecopy import api, examples
from wirecopy.cli import COMMANDS
from wirecopy.cli.options import Formatter
from wirecopy.config import Config
from wirecopy.config.keys import KEYS
from wirecopy.report.explain import explain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from wirecopy.rulebook import Rule


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages."""
    for name, content in pages():
        files.append(File.generated(config, name, content=content))
    return files


def on_page_markdown(markdown: str, **_: object) -> str:
    """Put the table of keys where a page asks for it."""
    return markdown.replace("{{ configuration keys }}", keys_table())


def pages() -> Iterator[tuple[str, str]]:
    """Yield the name and Markdown of each generated page."""
    cases: dict[str, list[object]] = {}
    for owner, example in examples.builtin_examples():
        cases.setdefault(owner, []).append(example)
    index = ["# Rules", "", "`wirecopy rules show RULE` prints the same in a terminal.", ""]
    families: dict[str, list[Rule]] = {}
    for rule in api.catalogue().values():
        families.setdefault(rule.meta.family, []).append(rule)
    for family, rules in families.items():
        index += [f"## {family}", "", "| rule | reports | severity | fix |", "|---|---|---|---|"]
        body = [f"# {family}", ""]
        for rule in rules:
            anchor = rule.id.replace(".", "")
            message = rule.message.replace("|", "\\|").replace("{", "&#123;")
            levels = f"{rule.severity.name.lower()} | {rule.safety.name.lower()}"
            index.append(f"| [{rule.id}]({family}.md#{anchor}) | {message} | {levels} |")
            body.append(explain(rule, cases.get(rule.id, []), level=2))  # type: ignore[arg-type]
        index.append("")
        yield f"rules/{family}.md", "\n".join(body)
    yield "rules/index.md", "\n".join(index)
    yield "commands.md", commands()


def commands() -> str:
    """Return the page of all commands with their options, as `--help` has them."""
    parts = [
        "# Command line",
        "",
        "Exit codes: 0 done or nothing found, 1 findings, 2 an error (the rest is still done).",
        "",
    ]
    for name, what in COMMANDS.items():
        parser = import_module(f"wirecopy.cli.{name}").parser()
        parts += [f"## {name}", "", what[0].upper() + what[1:] + ".", ""]
        for each in (parser, *_actions(parser)):
            each.formatter_class = lambda prog: Formatter(prog, width=82)
            parts += ["```text", each.format_help().rstrip(), "```", ""]
    return "\n".join(parts)


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Yield the parsers of what a command can do (`rules list`, `rules show`)."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.values()


def keys_table() -> str:
    """Return the table of configuration keys."""
    rows = ["| key | meaning | default | in an override |", "|---|---|---|---|"]
    default = Config()
    for name, key in KEYS.items():
        value = getattr(default, name, None)
        shown = value.name.lower() if hasattr(value, "name") else value
        if isinstance(shown, tuple):
            shown = ", ".join(shown)
        elif isinstance(shown, bool):
            shown = str(shown).lower()
        rows.append(
            f"| `{name.replace('_', '-')}` | {key.doc} | {shown or '–'} | {'yes' if key.in_override else 'no'} |"
        )
    return "\n".join(rows)
