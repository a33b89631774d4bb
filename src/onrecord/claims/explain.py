"""Why a claim is there: its rule, the model's pointers, the mentions behind its speaker, the parse."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from onrecord.claims.schema import FigureClaim, StatementClaim
from onrecord.pipes.pointers import PointerIndex
from onrecord.records import Chain, Offsets, PointerKind, Statement, covering
from onrecord.rules import PIPES, Rule, load_rules

_POINTERS: tuple[PointerKind, ...] = ("unit", "measured", "period", "place", "related")


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token of the sentence, as the language model reads it."""

    text: str
    lemma: str
    pos: str
    dep: str
    head: str


@dataclass(frozen=True, slots=True)
class MentionLine:
    """A place in the article where the speaker is named or meant."""

    text: str
    kind: str
    start: int
    """First character in the article."""
    by: str
    """How it was resolved: "name", "surname", "title", "model" ..."""
    score: float
    """Probability that the speaker is meant."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What stands behind one claim."""

    rule: str
    why: str
    """The rule's own reason; "" for a rule that is not known here."""
    mentions: list[MentionLine]
    """Where the speaker is named in the article, in its order."""
    labels: list[tuple[str, str, float]]
    """What the language model labels in the claim's stretch: label, words, probability."""
    pointers: list[tuple[str, str, float]]
    """What the language model says of a figure: its kind, and what its number points to, each with its
    probability; "" for a pointer to nothing."""
    parse: list[TokenLine]


def explain_claim(
    doc: Doc, claim: StatementClaim | FigureClaim, statements: dict[str, StatementClaim]
) -> Explanation:
    """Collect what stands behind a claim.

    Args:
        doc: The processed Doc the claim was built from.
        claim: The claim.
        statements: The statements of the article by id.
    """
    owner = claim if isinstance(claim, StatementClaim) else statements.get(claim.statement or "")
    chain = _chain(doc, owner) if owner else None
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
            for mention in (chain["mentions"] if chain else [])
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
    """The rules of all pipes by id."""
    return {ident: rule for pipe in PIPES for ident, rule in load_rules(pipe).items()}


def _extent(claim: StatementClaim | FigureClaim) -> tuple[int, int]:
    spans = list(claim.offsets)
    if isinstance(claim, StatementClaim):
        spans += [(span.start, span.end) for span in (claim.source, claim.cue and claim.cue.span) if span]
    return min(start for start, _ in spans), max(end for _, end in spans)


def _pointers(doc: Doc, text: str, claim: FigureClaim) -> list[tuple[str, str, float]]:
    index = PointerIndex(doc)
    span = covering(doc, claim.span.start, claim.span.end)
    if span is None:
        return []
    anchor = index.number_anchor(span.start, span.end)
    reading = index.number(anchor)
    kinds = reading["kinds"] if reading else {}
    said: list[tuple[str, str, float]] = [
        ("kind", kind, probability) for kind, probability in kinds.items() if kind == claim.figure_kind
    ]
    for kind in _POINTERS:
        for pointer in index.all(kind, anchor):
            words = " … ".join(_words(text, target) for target in pointer["target"])
            said.append((kind, words, pointer["score"]))
    return said


def _chain(doc: Doc, claim: StatementClaim) -> Chain | None:
    records: list[Statement] = doc._.statements
    for record in records:
        if [(start, end) for start, end in record["content"]] == claim.offsets:
            return None if record["chain"] is None else doc._.chains[record["chain"]]
    return None


def _words(text: str, bounds: Offsets) -> str:
    return text[bounds[0] : bounds[1]]
