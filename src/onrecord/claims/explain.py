"""Explains a claim: its rule, the model's pointers, the mentions of its speaker, and the parse."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from onrecord.claims.schema import FigureClaim, StatementClaim
from onrecord.doc_spans import covering
from onrecord.pipes.pointers import pointers_of
from onrecord.records import Cluster, Offsets, PointerKind, Statement
from onrecord.rules import PIPES, Rule, load_rules

_POINTERS: tuple[PointerKind, ...] = ("unit", "measured", "period", "place", "related")


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token of the sentence with the language model's tags."""

    text: str
    lemma: str
    pos: str
    dep: str
    head: str


@dataclass(frozen=True, slots=True)
class MentionLine:
    """A mention of the speaker in the article."""

    text: str
    kind: str
    start: int
    """First character in the article."""
    by: str
    """How it was resolved: "name", "surname", "title", "model" ..."""
    score: float
    """Probability that it refers to the speaker."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What one claim is based on."""

    rule: str
    why: str
    """The reason given with the rule; "" for an unknown rule."""
    mentions: list[MentionLine]
    """The mentions of the speaker, in text order."""
    labels: list[tuple[str, str, float]]
    """The language model's labels within the claim: label, words, probability."""
    pointers: list[tuple[str, str, float]]
    """The language model's reading of a figure: its kind and pointers, each as name, words and probability.
    The words are "" for a pointer to nothing."""
    parse: list[TokenLine]


def explain_claim(
    doc: Doc, claim: StatementClaim | FigureClaim, statements: dict[str, StatementClaim]
) -> Explanation:
    """Collect what a claim is based on.

    Args:
        doc: The processed Doc the claim was built from.
        claim: The claim.
        statements: The article's statements by id.
    """
    owner = claim if isinstance(claim, StatementClaim) else statements.get(claim.statement or "")
    cluster = _cluster(doc, owner) if owner else None
    start, end = _extent(claim)
    text = doc.text
    rule = known_rules().get(claim.rule)
    return Explanation(
        rule=claim.rule,
        why=rule.why if rule else "",
        mentions=[
            MentionLine(
                text=_words(text, mention["span"]),
                kind=mention["kind"],
                start=mention["span"][0],
                by=mention["by"],
                score=mention["score"],
            )
            for mention in (cluster["mentions"] if cluster else [])
        ],
        labels=[
            (role["label"], _words(text, role["span"]), role["score"])
            for role in doc._.roles
            if role["span"][0] < end and role["span"][1] > start
        ],
        pointers=_pointers(doc, text, claim) if isinstance(claim, FigureClaim) else [],
        parse=[
            TokenLine(token.text, token.lemma_, token.pos_, token.dep_, token.head.text)
            for token in covering(doc, start, end) or ()
            if not token.is_space
        ],
    )


def known_rules() -> dict[str, Rule]:
    """The rules of all pipes, by id."""
    return {ident: rule for pipe in PIPES for ident, rule in load_rules(pipe).items()}


def _extent(claim: StatementClaim | FigureClaim) -> tuple[int, int]:
    spans = list(claim.offsets)
    if isinstance(claim, StatementClaim):
        spans += [(span.start, span.end) for span in (claim.source, claim.cue and claim.cue.span) if span]
    return min(start for start, _ in spans), max(end for _, end in spans)


def _pointers(doc: Doc, text: str, claim: FigureClaim) -> list[tuple[str, str, float]]:
    index = pointers_of(doc)
    span = covering(doc, claim.span.start, claim.span.end)
    if span is None:
        return []
    anchor = index.number_anchor(span.start, span.end)
    reading = index.number(anchor)
    kinds = reading["kinds"] if reading else {}
    lines: list[tuple[str, str, float]] = [
        ("kind", kind, probability) for kind, probability in kinds.items() if kind == claim.figure_kind
    ]
    for kind in _POINTERS:
        for pointer in index.all(kind, anchor):
            words = " … ".join(_words(text, target) for target in pointer["target"])
            lines.append((kind, words, pointer["score"]))
    return lines


def _cluster(doc: Doc, claim: StatementClaim) -> Cluster | None:
    records: list[Statement] = doc._.statements
    for record in records:
        if [(start, end) for start, end in record["content"]] == claim.offsets:
            return None if record["cluster"] is None else doc._.clusters[record["cluster"]]
    return None


def _words(text: str, bounds: Offsets) -> str:
    return text[bounds[0] : bounds[1]]
