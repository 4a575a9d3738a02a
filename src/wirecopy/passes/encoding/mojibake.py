"""UTF-8 that was read in another charset: find the sequences, decide by what they cost before and after.

Sequences of which a byte was lost on the way are the business of `lost`, once their charset is known.
"""

from __future__ import annotations

from itertools import accumulate, repeat
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.passes.encoding.changes import LINE_ENDS, Change, changed, trimmed
from wirecopy.passes.encoding.charsets import encode, from_utf8, utf8_runs
from wirecopy.passes.encoding.confusions import LATIN_SCRIPT
from wirecopy.passes.encoding.kinds import REMAINS
from wirecopy.passes.encoding.lost import EAST_ASIAN, LEAST, at_home, lost
from wirecopy.passes.encoding.suspects import COMPLETE
from wirecopy.text.lazy import lazy
from wirecopy.text.letters import is_letter, letters, script

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wirecopy.passes.encoding.changes import Trace

RULE = "encoding.mojibake"
# What is left in Windows-1252 of punctuation marks and of à, and a lead byte before a lost one: proof enough.
_UNPROVEN = lazy("â€|[ÃÄÅÐÑ]\ufffd|[a-z] ?Ã (?=[a-z])|ÃÂ|[a-z]Ã\\b")
_LATIN_ONLY = lazy("[\x00-\u024f\u2000-\u2bff]*")
_GOOD, _DOUBT = 6.0, 1.5  # bits a character that text in one language costs at most, outside CJK; where more is read
_SYMBOL_INSIDE = lazy("(?s:.)[^\\W\\d_]{2}[^\\w\\s\x00-\x7f]")  # behind letters, a sign that stands in no word
_CAPITALS = lazy("[A-Z]{2,3}[^\x00-\x7f]")
_LINE = lazy(f"[^{LINE_ENDS}]+")
_BLANKS = lazy("[ \t]{2,}|\t")  # what the whitespace pass will make one blank
# Code points that tell whether a text is good and its language; of runs that may prove a charset.
_READ, _HEAD, _GLANCE = 1000, 500, 250
_COMPARED, _CLOSE = 3, 0.97  # charsets that are compared, and how nearly they have to cover the same
_ROUNDS = 8
_ALONE = 5.0  # bits that a reading has to gain without other evidence for its charset
_BOLD = 24.0  # bits with which a sequence needs no evidence at all
_EVIDENCE = 40.0  # bits gained in a document from which on a charset counts as proven


class Reading(NamedTuple):
    """What the sequences of one charset become, the text then, what that gains in bits, and the languages of the text then."""

    charset: str
    changes: list[Change]
    text: str
    gain: float
    langs: tuple[str, ...]


class Candidate(NamedTuple):
    """A charset that the text may have been read in, what each run would be, the languages then, and bits at the beginning.

    `parts` is the text: what is no sequence and what is one, in turn.
    """

    charset: str
    meanings: dict[str, str]
    parts: list[str]
    langs: tuple[str, ...]
    price: float


def repair(trace: Trace) -> None:
    """Undo misreadings, one charset at a time, until nothing more is gained."""
    proven: dict[str, tuple[str, ...]] = {}
    guessed = False
    for _ in range(_ROUNDS):
        reading = None if trace.idle.get(_best) is trace.text else _best(trace, proven)
        if reading is None:
            trace.idle[_best] = trace.text  # not even with charsets proven: not without them either
        if reading is not None:
            proven[reading.charset] = reading.langs
            trace.take(reading.changes, reading.text)
        elif not proven and trace.kinds & REMAINS and (langs := _guessed(trace.text)):
            proven["cp1252"] = langs
            guessed = True
            del trace.idle[_best]
        elif not _fill_in(trace, proven, guessed):
            break


def _guessed(text: str) -> tuple[str, ...]:
    """Return the languages of a text that has remains of Windows-1252 and is good otherwise; none if it is not."""
    if not _UNPROVEN.search(text):
        return ()
    langs = (*letters().languages(text[:_READ], 1), "en")
    return langs if letters().mostly(_UNPROVEN.sub("", text), langs) else ()


def _fill_in(trace: Trace, proven: dict[str, tuple[str, ...]], guessed: bool) -> bool:
    """Put lost bytes back, charset by charset; returns whether there were any. A guessed charset gives usual letters only."""
    filled = [trace.take(lost(trace.text, charset, langs, guessed)) for charset, langs in proven.items()]
    return any(filled)


def ask_ftfy(trace: Trace) -> None:
    """Let ftfy try the lines that still look bad to it: it knows patterns of misreading that no model of letters tells."""
    if not trace.covered:
        return
    from ftfy import TextFixerConfig, fix_encoding
    from ftfy.badness import is_bad

    config = TextFixerConfig(replace_lossy_sequences=False, fix_c1_controls=False)
    sequences = {found for charset in trace.covered for found in trace.sequences(charset)}
    changes = []
    for match in _LINE.finditer(trace.text):
        line = match[0]
        if line.isascii() or not any(found in line for found in sequences):
            continue
        line = _BLANKS.sub(" ", line)
        if is_bad(line) and (new := fix_encoding(line, config)) != line:
            changes.append(trimmed(trace.text, Change(*match.span(), new, RULE, sure=False, note="ftfy")))
    trace.take(changes)


def _best(trace: Trace, proven: Mapping[str, object]) -> Reading | None:
    """Return the reading that covers most and gains something, or None. Charsets that cover the same are compared."""
    odd = sum(map(len, trace.runs))
    if not trace.covered or (not proven and _is_hopeless(trace, odd)):
        return None
    found = _found(trace)
    while found:
        if not proven and found[0][0] * 2 < odd and not _rest_is_good(trace.text, found[0][1]):
            return None
        level = [entry for entry in found[:_COMPARED] if entry[0] >= _CLOSE * found[0][0]]
        candidates = [_candidate(trace.text, charset, meanings) for _, charset, meanings in level]
        for candidate in sorted(candidates, key=lambda candidate: candidate.price):
            reading = _weighed(trace.text, candidate, candidate.charset in proven)
            if reading.changes:
                return reading
        found = found[len(level) :]
    return None


def _is_hopeless(trace: Trace, odd: int) -> bool:
    """Tell whether no charset has sequences for half of what is odd, in a text that is not good without them either."""
    most = max(trace.covered.values(), default=0)
    if 2 * most >= odd:
        return False
    return not most or not _rest_is_good(trace.text, max(trace.covered, key=trace.covered.__getitem__))


def _found(trace: Trace) -> list[tuple[int, str, dict[str, str]]]:
    """Return how much each charset covers and the meanings in it, most first; without those that others have, too.

    A charset in which all that is odd is UTF-8 is not compared with rarer ones.
    """
    odd = len(trace.pieces.replace("\n", ""))
    found: list[tuple[int, str, dict[str, str]]] = []
    for charset in trace.covered:
        meanings = _meanings(trace.sequences(charset), charset)
        covered = sum(map(len, meanings))
        if meanings:
            found.append((covered, charset, meanings))
        if covered == odd >= COMPLETE:
            break
    found.sort(key=lambda entry: entry[0], reverse=True)
    different: list[tuple[int, str, dict[str, str]]] = []
    for entry in found:
        if not any(entry[2].items() <= other.items() for _, _, other in different):
            different.append(entry)
    return different


def _rest_is_good(text: str, charset: str) -> bool:
    """Tell whether a text is good without its sequences: then they are more than chance, though most is odd without them."""
    rest = utf8_runs(charset).sub("", text[: 2 * _READ])[:_READ]
    for part, doubt in ((rest[:_GLANCE], _DOUBT), (rest, 0.0)):
        price = letters().cost(part, (*letters().languages(part), "en"))
        if abs(price - _GOOD * len(part)) >= doubt * len(part):
            break
    return price <= _GOOD * len(part)


def _meanings(matches: Sequence[str], charset: str) -> dict[str, str]:
    """Return what each run of sequences is when it is UTF-8 read in the charset, if it is that."""
    raw = encode("\n".join(matches), charset) if matches else None
    if raw is None:
        return {}
    whole = from_utf8(raw)
    news = map(from_utf8, raw.split(b"\n")) if whole is None else whole.split("\n")
    read = [(old, new) for old, new in zip(matches, news, strict=True) if new]
    if whole is not None and letters().knows(whole):
        return dict(read)
    knows = letters().knows
    return {old: new for old, new in read if knows(new)}


def _candidate(text: str, charset: str, meanings: dict[str, str]) -> Candidate:
    """Read the text in the charset, and weigh its beginning."""
    parts = utf8_runs(charset).split(text)
    whole = parts[:]
    whole[1::2] = map(meanings.get, parts[1::2], parts[1::2])
    head = "".join(whole[:_HEAD])[:_HEAD]
    langs = (*dict.fromkeys((*letters().languages(head), "en")),)
    return Candidate(charset, meanings, parts, langs, letters().cost(head, langs))


def _weighed(text: str, candidate: Candidate, proven: bool) -> Reading:
    """Keep the runs that gain enough."""
    charset, meanings, parts, langs, _ = candidate
    gain = _gain(meanings, langs)
    proven = proven or gain >= _EVIDENCE
    news = _decided(text, candidate, proven=proven)
    changes = changed(parts, news, RULE, sure=gain >= _EVIDENCE, note=f"UTF-8 read as {charset}")
    whole = parts[:]
    whole[1::2] = [new or old for old, new in zip(parts[1::2], news, strict=True)]
    return Reading(charset, changes, "".join(whole), gain if changes else 0.0, langs)


def _decided(text: str, candidate: Candidate, *, proven: bool) -> list[str]:
    """Return what each run becomes, nothing where it stays."""
    _, meanings, parts, langs, _ = candidate
    certain = _certain(meanings, langs) if proven else {}
    news = list(map(certain.get, parts[1::2], repeat("")))
    if "" not in news:
        return news
    places = list(accumulate(map(len, parts)))
    memory: dict[tuple[str, str, str], bool] = {}
    for place, new in enumerate(news):
        old = parts[2 * place + 1]
        if not new and old in meanings:
            start, end = places[2 * place], places[2 * place + 1]
            key = (text[start - 1 : start], old, text[end : end + 1])
            if key not in memory:
                around = text[max(0, start - 3) : end + 3]
                memory[key] = _accepted(key, meanings[old], langs, proven=proven, around=around)
            if memory[key]:
                news[place] = meanings[old]
    return news


def _certain(meanings: dict[str, str], langs: tuple[str, ...]) -> dict[str, str]:
    """Return the meanings that are right in a proven charset: common letters and marks of the languages, ideographs in their home."""
    common = letters().common(langs) | letters().own_marks(langs)
    strange = set("".join(meanings.values()).lower()) - common
    if not EAST_ASIAN.isdisjoint(langs[:1]):
        strange = {char for char in strange if not "\u4e00" <= char <= "\u9fff"}
    return {old: new for old, new in meanings.items() if strange.isdisjoint(new.lower())} if strange else meanings


def _gain(meanings: Mapping[str, str], langs: Sequence[str]) -> float:
    """Return the bits that the reading gains over the distinct runs, over the first ones where those prove the charset amply."""
    gain = _gain_of_first(meanings, langs, _GLANCE)
    return gain if gain >= 2 * _EVIDENCE else _gain_of_first(meanings, langs, _READ)


def _gain_of_first(meanings: Mapping[str, str], langs: Sequence[str], most: int) -> float:
    runs, size = [], 0
    for run in meanings:
        runs.append(run)
        size += len(run) + 1
        if size > most:
            break
    old, new = " ".join(runs), " ".join([meanings[run] for run in runs])
    native = () if _LATIN_ONLY.fullmatch(old) else letters().languages(old)
    return letters().cost(old, (*langs, *native)) - letters().cost(new, langs)


def _accepted(key: tuple[str, str, str], new: str, langs: Sequence[str], *, proven: bool, around: str) -> bool:
    """Decide about one run that is not certain: its charset is not proven, or it is not usual in the language."""
    before, old, after = key
    if not at_home(new, langs):
        return False
    native = () if _LATIN_ONLY.fullmatch(old) else tuple(letters().bits(old))
    was = letters().cost(before + old + after, (*langs, *native))
    gain = was - letters().cost(before + new + after, langs)
    if proven:
        return gain >= LEAST
    if _CAPITALS.match(around) and new.islower():
        return False
    inside = _SYMBOL_INSIDE.match(around) is not None and new.isalpha()
    odd = inside or _is_alien(old, around, langs) or _looks_bad(around)
    return gain >= _BOLD or (gain >= _ALONE and letters().usual(new, langs) and odd)


def _is_alien(old: str, around: str, langs: Sequence[str]) -> bool:
    """Tell whether a sequence begins with the only letter of another script in Latin text, no part of a word of its own."""
    first = script(old[0])
    return (
        langs[0] in LATIN_SCRIPT
        and is_letter(old[0])
        and first != "latin"
        and sum(is_letter(char) and script(char) == first for char in around) == 1
    )


def _looks_bad(around: str) -> bool:
    """Ask ftfy's heuristic, which knows the pairs of characters that are no text, about a sequence that stands alone."""
    from ftfy.badness import is_bad

    return is_bad(around)
