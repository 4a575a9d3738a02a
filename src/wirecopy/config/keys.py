"""The keys of the configuration: how each is read, what it means, its JSON Schema, and how two values of it meet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from wirecopy.config.problems import KeyProblemError, hint
from wirecopy.model import Safety, Severity
from wirecopy.text.language import code_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PROTECTED = ("quotations", "urls", "code")
LEVELS = tuple(level.name.lower() for level in Safety if level is not Safety.SUGGESTION)
FORMS = ("text", "markdown")
SEVERITIES = tuple(level.name.lower() for level in Severity)
ANY = "*"
"""The selector of every rule in an allow-list."""
_STRINGS: Mapping[str, object] = {"type": "array", "items": {"type": "string"}}


class Override(NamedTuple):
    """Keys that hold for the files that one of the globs `files` matches."""

    files: tuple[str, ...]
    values: Mapping[str, Any]


class Key(NamedTuple):
    """One key. `meet`: a later value replaces the earlier one, is added to it (lists), or is merged with it (tables)."""

    read: Callable[[object], Any]
    schema: Mapping[str, object]
    doc: str
    meet: str = "replace"
    in_override: bool = True


def merged(name: str, old: Any, new: Any) -> Any:
    """Return what holds when `new` comes on top of `old`."""
    meet = KEYS[name].meet
    if meet == "add":
        return (*old, *(item for item in new if item not in old))
    if meet == "table":
        return {**old, **new}
    if meet == "lists":
        return {key: (*old.get(key, ()), *new.get(key, ())) for key in (*old, *new)}
    return new


def read_values(table: Mapping[str, Any], *, override: bool = False) -> dict[str, Any]:
    """Return the values in plain data, by field name; keys are written with dashes or underscores.

    Raises:
        KeyProblemError: an unknown key, or a value of the wrong kind.

    """
    values: dict[str, Any] = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        known = [other for other, spec in KEYS.items() if spec.in_override or not override]
        if name not in known:
            if key == "tool" and not override:
                raise KeyProblemError("[tool.wirecopy] is for pyproject.toml; here the keys stand by themselves", key)
            what = "cannot stand in an override" if name in KEYS else "unknown key"
            raise KeyProblemError(what + hint(key, [other.replace("_", "-") for other in known]), key)
        try:
            values[name] = KEYS[name].read(value)
        except KeyProblemError as problem:
            raise KeyProblemError(str(problem), key, *problem.inside) from None
    return values


def strings(value: object) -> tuple[str, ...]:
    """Read a list of strings."""
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise KeyProblemError("must be a list of strings")
    return tuple(value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise KeyProblemError("must be true or false")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise KeyProblemError("must be a string")
    return value


def language(value: object) -> str:
    """Read an ISO 639-1 code; a script or region behind it (en-GB, zh-Hant) is left out.

    Raises:
        KeyProblemError: it is none.

    """
    code = code_of(_text(value))
    if code is None:
        raise KeyProblemError(f"must be an ISO 639-1 code of two letters, as en; not {value!r}")
    return code


def _choice(names: tuple[str, ...], value: object) -> str:
    if not isinstance(value, str) or value.lower() not in names:
        near = hint(value, names) if isinstance(value, str) else ""
        raise KeyProblemError(f"must be one of {', '.join(names)}" + (near if near.startswith(";") else ""))
    return value.upper()


def _fix_level(value: object) -> Safety:
    return Safety[_choice(LEVELS, value)]


def _severity(value: object) -> Severity:
    return Severity[_choice(SEVERITIES, value)]


def _form(value: object) -> str:
    return _choice(FORMS, value).lower()


def _each(read: Callable[[object], Any], what: str) -> Callable[[object], dict[str, Any]]:
    """Return a reader of tables whose values `read` reads."""

    def reader(value: object) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise KeyProblemError(f"must be a table: {what}")
        result: dict[str, Any] = {}
        for key, item in value.items():
            try:
                result[key] = read(item)
            except KeyProblemError as problem:
                raise KeyProblemError(str(problem), key, *problem.inside) from None
        return result

    return reader


def _table(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise KeyProblemError("must be a table")
    return value


def _options(value: object) -> dict[str, Any]:
    from wirecopy.config.told import wrong  # few configurations have options

    tables = _each(_table, "pass = table")(value)
    for name, table in tables.items():
        if problem := wrong(name, table):
            raise KeyProblemError(problem[1], name, problem[0])
    return tables


def _allow(value: object) -> dict[str, tuple[str, ...]]:
    if isinstance(value, dict):
        return _each(strings, "rule or family = list of strings")(value)
    return {ANY: strings(value)} if value else {}


def _protect(value: object) -> tuple[str, ...]:
    for item in strings(value):
        _choice(PROTECTED, item)
    return strings(value)


def _patterns(value: object) -> tuple[str, ...]:
    from wirecopy.rulebook.linear import why_not_linear

    for pattern in strings(value):
        try:
            re.compile(pattern)
        except re.error as error:
            raise KeyProblemError(f"{pattern!r} is no regular expression: {error}") from None
        if problem := why_not_linear(pattern):
            raise KeyProblemError(f"{pattern!r}: {problem}")
    return strings(value)


def _rule_url(value: object) -> str:
    from wirecopy.report.look import RULE_FIELDS, unknown_field

    if (name := unknown_field(_text(value), RULE_FIELDS)) is not None:
        raise KeyProblemError(f"unknown field {{{name}}}{hint(name, RULE_FIELDS)}")
    return _text(value)


def _overrides(value: object) -> tuple[Override, ...]:
    if not isinstance(value, list | tuple):
        raise KeyProblemError("must be a list of tables: [[overrides]]")
    return tuple(_override(number, item) for number, item in enumerate(value))


def _override(number: int, item: object) -> Override:
    table = dict(_table(item))
    try:
        files = strings(table.pop("files", ()))
        if not files:
            raise KeyProblemError("needs 'files', a list of globs")
        return Override(files, read_values(table, override=True))
    except KeyProblemError as problem:
        raise KeyProblemError(str(problem), str(number), *problem.inside) from None


KEYS: Mapping[str, Key] = {
    "extend": Key(_text, {"type": "string"}, "A file whose settings come first; ours are on top of them.", in_override=False),
    "passes": Key(strings, _STRINGS, "Names of the passes to run, in pipeline order."),
    "grammar": Key(_flag, {"type": "boolean"}, "Run LanguageTool too: needs wirecopy[grammar] and Java 17 or later."),
    "select": Key(strings, _STRINGS, "Only these rules or families report."),
    "ignore": Key(strings, _STRINGS, "These rules or families do not report.", "add"),
    "severity": Key(
        _each(_severity, "rule or family = severity"),
        {"type": "object", "additionalProperties": {"enum": list(SEVERITIES)}},
        "Another severity for a rule or a family.",
        "table",
    ),
    "fix_level": Key(_fix_level, {"enum": list(LEVELS)}, "How safe a fix must be to be applied."),
    "fail_level": Key(
        _severity, {"enum": list(SEVERITIES)}, "The severity from which on `check` exits 1.", in_override=False
    ),
    "allow": Key(
        _allow,
        {"anyOf": [_STRINGS, {"type": "object", "additionalProperties": _STRINGS}]},
        "Words and phrases that are right: for every rule, or in a table by rule or family. All small letters: in any case.",
        "lists",
    ),
    "protect": Key(
        _protect,
        {"type": "array", "items": {"enum": list(PROTECTED)}},
        "What is left as it was written (encoding and markup are repaired all the same).",
        "add",
    ),
    "protect_patterns": Key(_patterns, _STRINGS, "Regular expressions of more that is left as it was written.", "add"),
    "per_file_ignores": Key(
        _each(strings, "glob = list of rules or families"),
        {"type": "object", "additionalProperties": _STRINGS},
        "Rules or families that are held back in the files that a glob matches.",
        "table",
        in_override=False,
    ),
    "overrides": Key(
        _overrides,
        {"type": "array", "items": {"$ref": "#/$defs/override"}},
        "Other settings for the files that globs match; the last one that matches wins.",
        "add",
        in_override=False,
    ),
    "baseline": Key(_text, {"type": "string"}, "A file of accepted findings (`check --write-baseline`).", in_override=False),
    "words": Key(
        _text,
        {"type": "string"},
        "A text file of words and names that typo checks accept, one a line (`check --add-words`).",
        in_override=False,
    ),
    "corpus": Key(
        _text,
        {"type": "string"},
        "Counts of the words of other articles (`learn FOLDER --words FILE`): typo checks know the names in them.",
        in_override=False,
    ),
    "exclude": Key(strings, _STRINGS, "Globs of what is not taken from a folder.", "add", in_override=False),
    "plugins": Key(strings, _STRINGS, "Passes of installed packages (entry points `wirecopy.passes`).", "add"),
    "packs": Key(strings, _STRINGS, "House styles (ap, bbc, reuters), or folders of YAML rules.", "add"),
    "lang": Key(
        language,
        {"type": "string", "pattern": "^[A-Za-z]{2}([-_].*)?$"},
        "Language of the articles, as ISO 639-1 code; else it is found out.",
    ),
    "to": Key(_form, {"enum": list(FORMS)}, "What becomes of a page: plain text, or Markdown."),
    "options": Key(
        _options,
        {"type": "object", "additionalProperties": {"type": "object"}},
        "Settings of a pass, by its name.",
        "table",
    ),
    "rule_url": Key(
        _rule_url,
        {"type": "string"},
        "Where a rule is explained, with {rule}, {family} or {name}: what terminals, SARIF and rdjson link to.",
        in_override=False,
    ),
    "cache": Key(_flag, {"type": "boolean"}, "Keep the results of several files or a folder for the next run.", in_override=False),
    "cache_dir": Key(
        _text, {"type": "string"}, "Where they are kept; else `.wirecopy_cache` beside the configuration.", in_override=False
    ),
}  # fmt: skip
