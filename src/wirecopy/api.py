"""clean: from a document and a configuration to a result. Chooses the passes; the engine does the rest."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from wirecopy import passes as builtin
from wirecopy import plugins
from wirecopy.config import Config, ConfigError, baseline, from_mapping
from wirecopy.engine import pipeline
from wirecopy.engine.suppress import Suppressions
from wirecopy.model import Source
from wirecopy.rulebook import Rule, locate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wirecopy.engine.suppress import Words
    from wirecopy.model import Document, Finding, Pass, Result


def clean(
    source: bytes | bytearray | memoryview | str | Source,
    *,
    media: str | None = None,
    lang: str | None = None,
    url: str | None = None,
    passes: Iterable[str] | None = None,
    to: str | None = None,
    config: Config | Mapping[str, object] | None = None,
) -> Result:
    """Clean one document.

    Args:
        source: the bytes of a file, or text already decoded.
        media: "text" or "html"; None: sniffed.
        lang: ISO 639-1 code of the article; None: found where a pass needs it.
        url: where the document was fetched.
        passes: names to run, in pipeline order (of a page, `markup` comes first); None: what the configuration says.
        to: "text" or "markdown", for pages; None: what the configuration says.
        config: a `Config`, or plain data with the keys of the TOML file.

    Raises:
        ConfigError: the configuration, or what else is asked for, cannot be used.
        PluginError: a pass that is neither built in nor installed.
        TypeError: the document is neither bytes nor text.

    """
    if media not in {None, "text", "html"}:
        raise ConfigError(f"media: must be one of text, html; not {media!r}")
    if isinstance(passes, str):
        raise ConfigError(f"passes: must be a list of names, as [{passes!r}]")
    if config is None:
        config = Config()
    elif not isinstance(config, Config):
        if not isinstance(config, Mapping):
            what = "a Config or a mapping, as {'select': ['typos']}"
            raise ConfigError(f"configuration: must be {what}; not {type(config).__name__} (no file is read)")
        config = from_mapping(config)
    if not isinstance(source, Source):
        lang = from_mapping({"lang": lang}).lang if lang else config.lang
        source = Source(source, media=media, lang=lang, url=url)
    config = config.for_file(source.path)
    if to is not None:
        config = config._replace(to=from_mapping({"to": to}).to)
    chosen = pipeline_passes(config, passes)
    if source.media == "html":
        # The tags first: all that follows, markup left in the text too, then is what it would be if the result were cleaned again.
        chosen[:0] = [pass_ for pass_ in chosen if pass_.name == "markup"][:1]
        if config.to == "markdown" and all(pass_.name != "markdown" for pass_ in chosen):
            chosen.append(_build("markdown", config.packs))
    return pipeline.run(source, chosen, settings(config, source.path))


def pipeline_passes(config: Config, names: Iterable[str] | None = None) -> list[Pass]:
    """Return the passes to run: those named, or those of the configuration."""
    if names is None:
        names = (
            *config.passes,
            *config.plugins,
            *(("grammar",) if config.grammar and "grammar" not in config.passes else ()),
        )
        names = (name for name in names if name in builtin.BUILTIN or name in config.plugins)
    return [_build(name, config.packs) for name in names]


def settings(config: Config, path: str | None = None) -> pipeline.Settings:
    """Return what the engine needs to know of a configuration for the file at `path`.

    Raises:
        ConfigError: the baseline, the word list or the corpus cannot be read.

    """
    off = _off_by_default(config.packs)
    held = suppressions(config, path)
    holds = held.holds if any(held) else None
    on: dict[str, bool] = {}

    def gate(finding: Finding, doc: Document) -> Finding | str | None:
        rule = finding.rule
        if rule not in on:
            on[rule] = config.rule_on(rule, default=rule not in off)
        if not on[rule]:
            return None
        severity = config.severity_of(finding.rule) if config.severity else None
        reason = holds(finding, doc) if holds else None
        return reason or (finding if severity is None else finding._replace(severity=severity))

    options = config.options
    if config.corpus:
        options = {**options, "typos": {**options.get("typos", {}), "corpus": _corpus(config)}}
    if config.to == "markdown":
        options = {**options, "markup": {**options.get("markup", {}), "shapes": True}}
    return pipeline.Settings(fix_level=config.fix_level, gate=gate, options=options)


def suppressions(config: Config, path: str | None = None) -> Suppressions:
    """Return what holds findings back in the file at `path`.

    Raises:
        ConfigError: the baseline or the word list cannot be read.

    """
    return Suppressions(
        allow=config.allow,
        ignores=tuple(config.ignores_for(path)),
        protect=config.protect,
        patterns=config.protect_patterns,
        baseline=baseline.keys(config.baseline) if config.baseline else frozenset(),
        words=_words(config, path) if config.words or "typos" in config.options else None,
    )


def _corpus(config: Config) -> str:
    """Return the file of counts that a configuration names; it is looked at now, so that an error is told as one of it."""
    from wirecopy.words import corpus

    try:
        corpus.load(str(config.corpus))
    except OSError as error:
        what = (
            f"the counts cannot be read: {error.strerror} (`wirecopy learn FOLDER --words {config.corpus}` writes them)"
        )
        raise ConfigError(f"{config.corpus}: {what}") from error
    except ValueError as error:
        raise ConfigError(f"{config.corpus}: no counts that `wirecopy learn --words` wrote") from error
    return str(config.corpus)


def _words(config: Config, path: str | None) -> Words | None:
    from wirecopy.config import wordlist

    return wordlist.for_file(config, path)


@lru_cache(maxsize=64)
def _build(name: str, packs: tuple[str, ...]) -> Pass:
    factory = builtin.load(name) if name in builtin.BUILTIN else plugins.load(name)
    return factory(rules_of(name, packs))


@lru_cache(maxsize=64)
def rules_of(family: str, packs: tuple[str, ...] = ()) -> tuple[Rule, ...]:
    """Return the rules of one family: the built-in ones and those of the packs (house styles by name, or folders), sorted by id.

    Raises:
        RuleError: a rule of a pack cannot be used.

    """
    return (*locate.family(family), *(rule for rule in _pack_rules(packs) if rule.meta.family == family))


def catalogue(packs: tuple[str, ...] = (), others: tuple[str, ...] = ()) -> dict[str, Rule]:
    """Return every rule by its id, family by family: those of files and packs, and those that a pass alone knows.

    `others`: passes of installed packages.

    Raises:
        PluginError: such a pass is not there.
        RuleError: a rule of a pack cannot be used.

    """
    passes = {*builtin.BUILTIN, *others}
    rules: dict[str, Rule] = {}
    for family in sorted({*locate.families(), *passes}):
        own = {rule.id: rule for rule in rules_of(family, packs)}
        if family in passes:
            metas = (meta for meta in _build(family, packs).rules if meta.id not in own)
            own |= {meta.id: Rule.of_code(meta) for meta in metas}
        rules |= {rule: own[rule] for rule in sorted(own)}
    return rules


@lru_cache(maxsize=8)
def _pack_rules(packs: tuple[str, ...]) -> tuple[Rule, ...]:
    if not packs:
        return ()
    from wirecopy.rulebook.build import read_pack

    folders = {locate.pack(pack).resolve(): locate.pack(pack) for pack in packs}  # the same by two names counts once
    return tuple(rule for folder in folders.values() for _, rule, _ in read_pack(folder))


@lru_cache(maxsize=8)
def _off_by_default(packs: tuple[str, ...]) -> frozenset[str]:
    rules = (rule for family in builtin.BUILTIN for rule in rules_of(family, packs))
    return frozenset(rule.id for rule in rules if not rule.default)
