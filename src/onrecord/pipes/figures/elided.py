"""The noun or unit a bare number leaves out, because a figure beside it or a moved noun says it."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.governors import is_base
from onrecord.pipes.figures.lexicon import word_set
from onrecord.pipes.figures.nouns import is_plural, unit_of
from onrecord.pipes.figures.numerals import EXACT
from onrecord.pipes.figures.tree import SUBJECTS, child, subject, top
from onrecord.pipes.figures.trends import direction

_RULE = "figure.elided"
_LISTING = frozenset({(",",), ("or",), ("and",), (",", "or"), (",", "and")})
_APOSTROPHES = frozenset("'’")
_PUSHES = frozenset({"drive", "push", "bring", "take"})
_MEASURED = frozenset({"percent", "duration", "age", "distance", "money", "other", "percentage_point"})
_ARGUMENTS = frozenset({"nsubj", "obj", "nsubj:pass", "conj", "nummod", "obl"})
_BESIDE = 4
"""Lexemes between a figure and the one it is compared with: ", up from"."""
_NEAR = 180
"""Tokens a sentence may begin after the one whose noun it leaves out."""


def read_elided(context: Context, found: list[Candidate]) -> None:
    """Give bare numbers the unit of a figure beside them: "and 200 more", "10, 20 or 30 boats"."""
    for before, after in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if _is_bare(before):
            _take_later(context, before, after)
    last: Candidate | None = None
    counted: Candidate | None = None
    ranked: Candidate | None = None
    for candidate in found:
        if last is not None:
            _take_million(context, last, candidate)
        for earlier in (last, counted, ranked):
            if earlier is not None and _is_bare(candidate) and _is_near(context, earlier, candidate):
                _take_earlier(context, earlier, candidate)
        if counted is not None:
            _take_them(context, counted, candidate)
        if _is_bare(candidate):
            _take_moved(context, candidate)
        if _is_bare(candidate) and context.parsed:
            _take_person(context, candidate)
        if candidate.unit:
            last = candidate
            counted = candidate if candidate.kind == "count" else counted
            ranked = candidate if candidate.kind == "rank" else ranked


def _take_them(context: Context, earlier: Candidate, found: Candidate) -> None:
    """ "96 ferries were seized, a third of *them* old": a part of what was counted just before."""
    of = (context.line.low(found.stop), context.line.low(found.stop + 1)) == ("of", "them")
    if of and found.kind in ("ratio", "percent") and context.same_sentence(earlier.first, found.first):
        found.noun, found.whole = earlier.noun, True
        found.unit = found.unit or earlier.unit


def _take_million(context: Context, earlier: Candidate, found: Candidate) -> None:
    """ "sold 240m pouches, up from 90m": not metres, where the figure compared has millions."""
    numeral = earlier.amounts[0].numeral
    if found.unit != "metre" or not numeral.letter or not is_base(context, earlier, found):
        return
    if found.form == "single" and context.line.low(found.stop - 1) == "m" and earlier.kind == "count":
        found.values = [EXACT.scaleb(value, numeral.power) for value in found.values]
        found.unit, found.kind, found.noun, found.rule = earlier.unit, "count", earlier.noun, _RULE


def _is_bare(found: Candidate) -> bool:
    ranked = found.rule == "figure.rank.number"
    return not found.unit and (ranked or (found.kind in ("", "count", "other") and found.form != "vague"))


def _take_later(context: Context, found: Candidate, after: Candidate) -> None:
    """ "four-, five- and six-cylinder engines", "10, 20 or 30 boats": the noun is said once, at the end."""
    if found.whole or not after.unit or found.form != after.form:
        return
    line = context.line
    between = tuple(line.low(i) for i in range(found.bound_stop, after.bound_first))
    hung = line.low(found.stop) in ("-", "‐", "‑") and (after.hyphen or after.rule == _RULE)
    listed = after.kind == "count" and between in _LISTING and not after.hyphen and not after.whole
    if hung or listed or (found.related is after and after.kind == "count" and not after.hyphen):
        found.unit, found.kind, found.noun, found.rule = after.unit, after.kind, after.noun, _RULE


def _is_near(context: Context, earlier: Candidate, found: Candidate) -> bool:
    """Are two figures in one sentence, or in near ones where the words point back?"""
    a, b = context.token(earlier.first), context.token(found.first)
    if a is None or b is None:
        return False
    if not context.parsed:
        return "\n" not in context.line.text[a.idx : b.idx] and b.i - a.i < _NEAR
    if a.sent == b.sent:
        return True
    back = context.line.low(found.stop) in word_set("elided", "pointing_back") or found.kind == "rank"
    return back and 0 <= b.sent.start - a.sent.end < _NEAR


def _take_earlier(context: Context, earlier: Candidate, found: Candidate) -> None:
    if earlier.kind == "rank" and found.kind == "rank":
        found.unit = earlier.unit
    elif earlier.kind == "count" and _counts_same(context, earlier, found):
        found.noun, found.kind, found.unit, found.rule = earlier.noun, "count", earlier.unit, _RULE
    elif earlier.kind in _MEASURED and found.kind != "rank" and _measures_same(context, earlier, found):
        found.kind, found.unit, found.rule = earlier.kind, earlier.unit, _RULE


def _counts_same(context: Context, earlier: Candidate, found: Candidate) -> bool:
    line = context.line
    before, after = line.low(found.bound_first - 1), line.low(found.stop)
    if found.form != "single" or found.kind == "rank" or (found.spelled and found.values == [1]):
        return False
    if earlier.form == "multiple":
        return False
    if after in word_set("elided", "rest") or before in word_set("elided", "besides"):
        return True
    if before in ("with", "to") and line.low(found.bound_first - 2) == "compared":
        return True
    if before in _APOSTROPHES or (before == "s" and line.low(found.bound_first - 2) in _APOSTROPHES):
        return True
    if before == "from" and line.low(earlier.bound_stop) in ("from", "up", "down", ","):
        return True
    if earlier.unit.endswith("point") and before in ("to", "at", "up", "down"):
        return True
    if earlier.related is found:
        return True
    if before == "to" and line.low(earlier.bound_first - 1) == "from" and found.before is earlier:
        return True
    token = context.number_token(found)
    if token is not None and _does_likewise(earlier, token):
        return True
    parallel = before.isalpha() and before == line.low(earlier.bound_first - 1)
    return parallel and token is not None and token.dep_ in _ARGUMENTS


def _does_likewise(earlier: Candidate, token: Token) -> bool:
    """ "12 nurses were ill, and 400 *waited*": a number that acts, behind a counted noun that does."""
    noun = earlier.noun
    acts = token.dep_ in SUBJECTS and token.pos_ == "NUM" and token.head.i == token.i + 1
    return acts and noun is not None and noun.dep_ in SUBJECTS and noun.sent == token.sent


def _measures_same(context: Context, earlier: Candidate, found: Candidate) -> bool:
    line = context.line
    before, after = line.low(found.bound_first - 1), line.low(found.stop)
    if after in word_set("elided", "rest") or (earlier.kind == "percent" and before != "by"):
        return False
    if _goes_on(context, earlier, found):
        return True
    token = context.number_token(found)
    if earlier.kind == "percentage_point" and token is not None and token.dep_ == "obj":
        return direction(token.head) != "="
    parallel = before.isalpha() and before == line.low(earlier.bound_first - 1)
    if earlier.kind == "age" and found.bound_first - earlier.bound_stop == 1 and before in ("and", "or", ","):
        return True
    return parallel or (before in ("and", "or") and after.isalpha() and after == line.low(earlier.stop))


def _goes_on(context: Context, earlier: Candidate, found: Candidate) -> bool:
    """ "from 14 minutes to nine", "down 84 cents to 60", "43 years, up from 40": right behind the first."""
    line, gap = context.line, found.bound_first - earlier.bound_stop
    if gap == 1 and line.low(found.bound_first - 1) == "to":
        if line.low(earlier.bound_first - 1) == "from":
            return True
        return earlier.kind != "percentage_point" and (earlier.kind != "money" or earlier.unit.isupper())
    return 0 < gap <= _BESIDE and is_base(context, earlier, found)


def _take_moved(context: Context, found: Candidate) -> None:
    """ "claims rose to 150,000", "drove claims over 150,000": the noun that is moved is the one counted."""
    token = top(context, found)
    if token is None or not context.parsed or found.form != "single" or found.kind == "rank":
        return
    if any(value != int(value) for value in found.values) or token.dep_ in SUBJECTS:
        return
    if token.dep_ == "obj" and token.head.lemma_.lower() not in word_set("elided", "levels"):
        return
    if token.dep_ == "nummod" and token.head.i < token.i and is_plural(token.head) and found.bounded:
        found.unit, found.noun, found.kind, found.rule = unit_of(token.head), token.head, "count", _RULE
        return
    predicate = token.head
    level = predicate.lemma_.lower() in word_set("elided", "levels")
    moving = level or direction(predicate) != "=" or (predicate.lemma_ in _PUSHES and found.bounded)
    noun = child(predicate, ("obj",))
    noun = subject(predicate) if noun is None or noun == token else noun
    if noun is not None and noun.lemma_.lower() in word_set("elided", "totals"):
        noun = child(noun, ("nmod",)) or noun
    if predicate.pos_ != "VERB" or not moving or noun is None or noun == token:
        return
    if noun.lemma_.lower() in word_set("groups", "persons"):
        found.unit, found.kind, found.rule = "person", "count", "figure.group"
        return
    if not is_plural(noun):
        return
    if noun.lemma_.lower() not in word_set("elided", "prices"):
        found.unit, found.noun, found.kind, found.rule = unit_of(noun), noun, "count", _RULE


def _take_person(context: Context, found: Candidate) -> None:
    """ "At least 17 died", "it injured more than 40": none but persons do and suffer that."""
    token = context.number_token(found)
    if (
        token is None
        or token.dep_ not in SUBJECTS | {"obj"}
        or found.form not in ("single", "range", "vague")
    ):
        return
    verbs = (token.head, *(one for one in token.head.children if one.dep_ == "xcomp"))
    if any(verb.lemma_.lower() in word_set("groups", "acts") for verb in verbs):
        found.unit, found.kind, found.rule = "person", "count", "figure.group"
