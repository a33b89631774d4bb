"""Who a speaker is across articles: one voice per person; one per place for "government" or "police".

A person is identified by a name of several words, ignoring titles, initials and accents; an organisation by
its name. Generic bodies such as ``government`` or ``city council`` are identified together with a place: in
the name ("the Kenyan government", "police in Alden"), in the affiliation, or the only place in the article.
Anyone else (a surname, "residents", "a spokesman", "police" without a place) is known in one article only, so
that different speakers are never merged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from onrecord.repeats.compared import ComparedClaim, Speaker
from onrecord.repeats.lists import countries, listed
from onrecord.repeats.sameness import bare

_LONGEST = 3
"""Words in the longest generic name."""
_KINDS = ("organization", "group", "unnamed")


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker who may be in other articles."""

    key: str
    """24 hexadecimal digits, the same in every run."""
    name: str
    """The name in this article."""
    kind: str
    place: str
    """Case-folded, for a generic name; "" for all others."""
    apart: bool
    """Known in this article only."""


def voices_of(claims: Sequence[ComparedClaim]) -> list[Voice | None]:
    """The voice of each claim of an article; None without a speaker."""
    places = {bare(claim.place.exact) for claim in claims if claim.place} - {""}
    own: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        head, place = _generic(claim.speaker) if claim.speaker else ("", "")
        if place:
            own[head].add(place)
    return [_voice(claim, own, places) if claim.speaker else None for claim in claims]


def person_key(name: str) -> str:
    """A person's name without titles, initials and suffixes; "" for a single word."""
    words = [word for word in bare(name).split() if word not in listed("suffixes")]
    while len(words) > 1 and words[0] in listed("titles"):
        words = words[1:]
    long = [word for word in words if len(word) > 1]
    kept = long if len(long) > 1 else words
    return " ".join(kept) if len(kept) > 1 else ""


def _voice(claim: ComparedClaim, own: dict[str, set[str]], places: set[str]) -> Voice:
    speaker = claim.speaker
    assert speaker is not None
    name = " ".join(speaker.name.split())
    if speaker.kind == "person":
        known = person_key(name)
        if known:
            return Voice(_key("person", known), name, "person", "", False)
    elif speaker.kind in _KINDS:
        head, place = _generic(speaker)
        if head and not place:
            seen = own[head] or places
            place = next(iter(seen)) if len(seen) == 1 else ""
        if head and place:
            return Voice(_key("generic", head, place), name, speaker.kind, place, False)
        if speaker.kind == "organization" and not head:
            return Voice(_key("organization", bare(name).removeprefix("the ")), name, speaker.kind, "", False)
    where = claim.article.sha256, claim.article.id
    return Voice(_key("apart", speaker.kind, bare(name), *where), name, speaker.kind, "", True)


def _generic(speaker: Speaker) -> tuple[str, str]:
    """The generic word a speaker is called by, and the place; each "" if there is none."""
    if speaker.kind not in _KINDS:
        return "", ""
    words = [word.removesuffix("'s") for word in bare(speaker.name).split()]
    while words and words[0] in listed("vague"):
        words = words[1:]
    for size in range(min(_LONGEST, len(words)), 0, -1):
        first, last = " ".join(words[:size]), " ".join(words[-size:])
        if last in listed("generic"):
            return last, _place(words[:-size]) or _place(bare(speaker.affiliation or "").split())
        if first in listed("generic") and len(words) > size + 1 and words[size] in ("of", "in", "for"):
            return first, _place(words[size + 1 :])
    return "", ""


def _place(row: Sequence[str]) -> str:
    kept = [word for word in row if word not in listed("vague")]
    place = " ".join(kept)
    return countries().get(place, place)


def _key(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]
