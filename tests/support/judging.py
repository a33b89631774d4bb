"""Whether the claims found in a small input are what a case expects.

An expectation names a claim by its words ("statement": its content, "figure": words of its span) and gives
fields that must be right; "no_statement", "no_figure" and "no_speaker" say what must not be there. Words are
compared without case, quotation marks, leading article and end punctuation; "|" parts equally right ones.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

Claim = dict[str, Any]
Expected = dict[str, Any]

MARKS = re.compile("[\"“”‘’'«»]")
# fmt: off
SMALL = frozenset({
    "a", "an", "and", "are", "at", "be", "been", "by", "for", "from", "in", "is", "of", "on", "or", "that",
    "the", "to", "was", "were", "which", "who", "with",
})
# fmt: on
CLOSE = 0.5
"""Least overlap (F1 of words) of two descriptions of what a figure measures."""


def complaints(case: dict[str, Any], claims: Sequence[Claim], articles: int) -> list[str]:
    """What is wrong with the claims of a case.

    Args:
        case: The case.
        claims: The claims found in it, as plain data.
        articles: How many articles they are from.
    """
    said = [claim for claim in claims if claim["kind"] == "statement"]
    figures = [claim for claim in claims if claim["kind"] == "figure"]
    found: list[str] = []
    for expected in case["expect"]:
        kind = next(iter(expected))
        if kind == "statement":
            found += _best(expected, _by_content(said, expected[kind]), STATEMENT, [content(c) for c in said])
        elif kind == "figure":
            found += _best(expected, _by_span(figures, expected[kind]), FIGURE, [c["text"] for c in figures])
        elif kind == "published":
            days = {claim["article"]["published"] for claim in claims}
            found += [f"published {days}"] if days != {expected[kind]} else []
        elif kind == "articles":
            found += [f"{articles} articles"] if articles != expected[kind] else []
        else:
            found += OTHERS[kind](expected, said, figures)
    return found


def plain(text: str | None) -> str:
    """Words as they are compared."""
    return re.sub(r"\s+", " ", MARKS.sub("", text or "")).strip(" .,;:!?…-–—").casefold()


def name(text: str | None) -> str:
    """A name as it is compared."""
    return re.sub(r"^(the|a|an) ", "", plain(text))


def content(claim: Claim) -> str:
    """The words of a statement."""
    return " ".join(piece["exact"] for piece in claim["content"])


def speaker(claim: Claim, field: str = "name") -> Any:
    """A field of the speaker, None where there is no speaker."""
    return (claim["speaker"] or {}).get(field)


def _by_content(said: Sequence[Claim], wanted: str) -> list[Claim]:
    ways = {plain(way) for way in wanted.split("|")}
    return [claim for claim in said if plain(content(claim)) in ways]


def _by_span(figures: Sequence[Claim], wanted: str) -> list[Claim]:
    whole = re.compile(rf"(?<![\w.,]){re.escape(plain(wanted))}(?!\w|[.,]\d)")
    exact = [claim for claim in figures if whole.search(plain(claim["text"]))]
    return exact or [claim for claim in figures if plain(wanted) in plain(claim["text"])]


def _best(
    expected: Expected, claims: Sequence[Claim], fields: dict[str, Field], there: list[str]
) -> list[str]:
    kind, wanted = next(iter(expected.items()))
    if not claims:
        return [f"no {kind} {wanted!r}; there is {there}"]
    wrong = ([*_wrong(expected, claim, fields)] for claim in claims)
    return min(wrong, key=len)


def _wrong(expected: Expected, claim: Claim, fields: dict[str, Field]) -> Iterator[str]:
    kind, words = next(iter(expected.items()))
    for key, wanted in expected.items():
        if key != kind:
            get, same = fields[key]
            if not same(wanted, got := get(claim)):
                yield f"{words[:50]!r}: {key} is {got!r}, not {wanted!r}"


def _one_of(normal: Callable[[str | None], str]) -> Callable[[Any, Any], bool]:
    def same(wanted: str | None, got: str | None) -> bool:
        if wanted is None:
            return not got
        return normal(got) in {normal(way) for way in wanted.split("|")}

    return same


def _equal(wanted: Any, got: Any) -> bool:
    return bool(wanted == got)


def _same_value(wanted: Any, got: Any) -> bool:
    if isinstance(wanted, list) and isinstance(got, list):
        return len(wanted) == len(got) and all(map(_same_value, wanted, got))
    if wanted is None or got is None or isinstance(wanted, list) or isinstance(got, list):
        return wanted is got
    return abs(float(wanted) - float(got)) <= 1e-6 * max(1.0, abs(float(wanted)))


def _same_measured(wanted: str | None, got: str | None) -> bool:
    return not got if wanted is None else any(_overlap(way, got or "") >= CLOSE for way in wanted.split("|"))


def _overlap(one: str, other: str) -> float:
    left, right = (
        Counter(word for word in re.findall(r"[a-z0-9$£€%]+", text.lower()) if word not in SMALL)
        for text in (one, other)
    )
    return 2 * (left & right).total() / max(1, left.total() + right.total())


def _days(key: str) -> Callable[[Claim], list[str] | None]:
    return lambda claim: claim[key] and [claim[key]["start"], claim[key]["end"]]


def _words(key: str, part: str = "exact") -> Callable[[Claim], str | None]:
    return lambda claim: claim[key] and claim[key][part]


def _hedges(claim: Claim) -> list[str]:
    return [hedge["exact"] for hedge in claim["hedges"]]


def _same_words(wanted: list[str], got: list[str]) -> bool:
    return sorted(map(plain, wanted)) == sorted(map(plain, got))


Field = tuple[Callable[[Claim], Any], Callable[[Any, Any], bool]]
NAME, WORDS, CHOICE = _one_of(name), _one_of(plain), _one_of(str)
STATEMENT: dict[str, Field] = {
    "speaker": (speaker, NAME),
    "role": (lambda claim: speaker(claim, "role"), NAME),
    "affiliation": (lambda claim: speaker(claim, "affiliation"), NAME),
    "speaker_kind": (lambda claim: speaker(claim, "kind"), CHOICE),
    "source": (_words("source"), NAME),
    "cue": (_words("cue", "lemma"), WORDS),
    "mode": (lambda claim: claim["mode"], CHOICE),
    "negated": (lambda claim: claim["negated"], _equal),
    "said_on": (_days("said_on"), _equal),
    "hedges": (_hedges, _same_words),
}
FIGURE: dict[str, Field] = {
    "speaker": (speaker, NAME),
    "value": (lambda claim: claim["value"], _same_value),
    "unit": (lambda claim: claim["unit"], CHOICE),
    "kind": (lambda claim: claim["figure_kind"], CHOICE),
    "comparator": (lambda claim: claim["comparator"], CHOICE),
    "change": (lambda claim: claim["change"], _equal),
    "measured": (_words("measured", "text"), _same_measured),
    "period": (_days("period"), _equal),
    "place": (_words("place"), NAME),
    "per": (lambda claim: claim["per"], WORDS),
}
"""For each field: how to get it from a claim, and when it is right."""


def _no_statement(expected: Expected, said: Sequence[Claim], figures: Sequence[Claim]) -> list[str]:
    by, words = expected.get("speaker"), plain(expected["no_statement"])
    found = [claim for claim in said if words in plain(content(claim))]
    return [
        f"a statement {content(claim)!r} by {speaker(claim)!r}"
        for claim in found
        if by is None or name(speaker(claim)) == name(by)
    ]


def _no_figure(expected: Expected, said: Sequence[Claim], figures: Sequence[Claim]) -> list[str]:
    words = plain(expected["no_figure"])
    return [f"a figure {claim['text']!r}" for claim in figures if words in plain(claim["text"])]


def _no_speaker(expected: Expected, said: Sequence[Claim], figures: Sequence[Claim]) -> list[str]:
    names = {speaker(claim) for claim in (*said, *figures)}
    return [f"something is said by {one!r}" for one in names if name(one) == name(expected["no_speaker"])]


def _same_speaker(expected: Expected, said: Sequence[Claim], figures: Sequence[Claim]) -> list[str]:
    names = [
        next((speaker(claim) for claim in said if plain(words) in plain(content(claim))), None)
        for words in expected["same_speaker"]
    ]
    return [] if names[0] and names[0] == names[1] else [f"not one speaker: {names}"]


OTHERS = {
    "no_statement": _no_statement,
    "no_figure": _no_figure,
    "no_speaker": _no_speaker,
    "same_speaker": _same_speaker,
}
