"""Ages that no unit gives away: "aged 14", "when she was six", "Mara Quint, 34, said"."""

from __future__ import annotations

from onrecord.pipes.figures.bound_words import bounds
from onrecord.pipes.figures.bounding import as_comparator
from onrecord.pipes.figures.candidates import Candidate
from onrecord.pipes.figures.context import Context
from onrecord.pipes.figures.lexicon import Phrases, word_set, words
from onrecord.pipes.figures.nouns import counted_noun, is_plural
from onrecord.pipes.figures.tree import SUBJECTS

_OLDEST = 120


def read_age(context: Context, found: Candidate) -> bool:
    """Make a bare number, or a number of years after "aged", an age where its words say so."""
    if found.form not in ("single", "range", "dash") or found.kind not in ("", "duration", "age"):
        return False
    if (
        found.hyphen
        or not all(0 < value <= _OLDEST for value in found.values)
        or found.amounts[0].numeral.power
    ):
        return False
    if _said_before(context, found):
        found.rule = "figure.age.aged"
    elif found.kind == "" and _copula(context, found):
        found.rule = "figure.age.was"
    elif found.kind == "" and _apposition(context, found):
        found.rule = "figure.age.apposition"
    elif found.kind == "" and _of_persons(context, found):
        found.rule = "figure.age.over"
    else:
        return False
    found.kind = "age"
    found.unit = found.unit or "year"
    return True


def _said_before(context: Context, found: Candidate) -> bool:
    phrases = Phrases()
    for phrase in words()["age"]["before"]:
        phrases.add(phrase, phrase)
    before = phrases.before(context.line, found.bound_first)
    if before is None:
        return False
    if before[0].startswith("turn") and (found.kind or context.line.kind(found.stop) == "word"):
        return False
    if before[0] in ("ages", "age", "age of") and context.line.low(found.stop) in ("of",):
        return False
    found.bound_first = before[1]
    bound = bounds().before.before(
        context.line, before[1] - 1 if context.line.low(before[1] - 1) == "the" else before[1]
    )
    if bound is not None and bound[0] in ("<", ">", ">=", "<=") and found.comparator == "=":
        found.comparator, found.bound_first = as_comparator(bound[0]), bound[1]
    return True


def _copula(context: Context, found: Candidate) -> bool:
    token = context.number_token(found)
    if (
        token is None
        or not context.parsed
        or len(found.values) != 1
        or context.line.kind(found.stop) == "digits"
    ):
        return False
    cop = [child for child in token.children if child.dep_ == "cop" and child.lemma_ == "be"]
    subjects = [child for child in token.children if child.dep_ == "nsubj"]
    before = context.doc[token.i - 1] if token.i else None
    if not cop:
        near = before is not None and before.lemma_ == "be" and before.pos_ == "AUX"
        if not near or before is None or before.i == 0:
            return False
        subjects = [context.doc[before.i - 1]]
    if any(
        child.dep_ in ("nmod", "case", "acl:relcl") and child.i > token.i and child.text in ("of",)
        for child in token.children
    ):
        return False
    if context.line.low(found.stop) in ("of", "in", "to", "for", "-", "points", "per", "-", "–"):
        return False
    return any(
        subject.lower_ in words()["age"]["people"] or subject.ent_type_ == "PERSON" for subject in subjects
    )


def _apposition(context: Context, found: Candidate) -> bool:
    line = context.line
    first, stop = found.first, found.stop
    if found.spelled or len(found.values) != 1 or found.bounded or found.values[0] != int(found.values[0]):
        return False
    if line.low(first - 1) != "," or (
        line.low(stop) not in (",", ".", ")", ";") and not _ends(context, stop)
    ):
        return False
    token = context.token(first - 2)
    if token is None or line.kind(first - 2) != "word":
        return False
    if token.pos_ == "NOUN" and context.parsed and token.dep_ in SUBJECTS:
        return token.head.lemma_.lower() in word_set("measured", "speech")
    if token.pos_ != "PROPN":
        return False
    return token.ent_type_ == "PERSON" or (not context.named and token.text[:1].isupper())


def _of_persons(context: Context, found: Candidate) -> bool:
    line = context.line
    bound = found.bounded and line.low(found.bound_first) in ("over", "under", "below")
    if not bound or found.form != "single":
        return False
    if line.low(found.bound_first - 1) not in words()["age"]["persons"]:
        return False
    noun = counted_noun(context, found)
    return noun is None or not is_plural(noun)


def _ends(context: Context, stop: int) -> bool:
    return context.line.kind(stop) == "break" or context.line.low(stop) in (
        "who",
        "was",
        "is",
        "has",
        "from",
        "said",
    )
