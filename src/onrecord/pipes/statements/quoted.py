"""Assigns quotations to statements, including continued quotations and those without a cue."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.pipes.statements.partial import PartialStatement, Text
from onrecord.pipes.statements.sentences import attributes, is_turn
from onrecord.pipes.statements.sources import mention_of, own_subject
from onrecord.records import Quote

FARTHEST = 600
"""How many characters before a quotation the sentence that introduces it may begin."""


def attach_quotes(text: Text, partials: list[PartialStatement]) -> list[PartialStatement]:
    """Assign every spoken quotation to a statement.

    A quotation that no content covers is assigned to the first of these: the statement whose quotation it
    continues over a paragraph break; the quoted statement before it on its line, if only the cue and source
    are between; a new statement that continues the last speaker's, if it fills its line or follows one on its
    line; a new statement by the subject of the sentence before it.

    Returns:
        All statements, old and new, in text order; of equal ones, those with a cue of their own first.
    """
    owner = owners(text, partials)
    numbers = {q["span"][0]: number for number, q in enumerate(text.doc._.quotes)}
    earlier = {q["continues"]: q["span"][0] for q in text.quotes}
    starts = {number: start for start, number in numbers.items()}
    added: list[PartialStatement] = []
    before: PartialStatement | None = None
    for quote in text.quotes:
        begin, inner = quote["span"][0], (quote["inner"][0], quote["inner"][1])
        continued = owner.get(earlier.get(numbers[begin], -1))
        if quote["continues"] is not None:
            continued = owner.get(starts[quote["continues"]], continued)
            if continued is not None:
                take_back(quote, owner)
        elif is_turn(text, *inner):
            before = None
        elif before is not None and quote["speech"] and follows(text, before, quote):
            continued = before
        if begin not in owner and continued is not None:
            continued.content.append(inner)
            owner[begin] = continued
        elif begin not in owner and quote["speech"]:
            new = None
            if before is not None and continues(text, before, quote):
                new = PartialStatement([inner], scores=before.scores, continues=before)
            elif (subject := introduced_by(text, begin)) is not None:
                same = text.same_line(subject.idx, begin)
                new = PartialStatement(
                    [inner], source=mention_of(subject) if same else None, introduced=subject
                )
            if new is not None:
                owner[begin] = new
                added.append(new)
        before = owner.get(begin)
    return sorted([*partials, *added], key=lambda one: (one.start, one.continues is not None))


def owners(text: Text, partials: list[PartialStatement]) -> dict[int, PartialStatement]:
    """Start of a quotation -> the first statement that covers at least half of it."""
    owner: dict[int, PartialStatement] = {}
    for partial in sorted(partials, key=lambda one: one.start):
        for start, end in partial.content:
            for quote in text.quotes_in(start, end):
                shared = min(end, quote["inner"][1]) - max(start, quote["inner"][0])
                if shared * 2 >= quote["inner"][1] - quote["inner"][0]:
                    owner.setdefault(quote["span"][0], partial)
    return owner


def take_back(quote: Quote, owner: dict[int, PartialStatement]) -> None:
    """Remove a quotation that continues another from a statement that has other content."""
    partial = owner.get(quote["span"][0])
    if partial is None:
        return
    first, last = quote["inner"]
    others = [piece for piece in partial.content if piece[1] <= first or last <= piece[0]]
    if others:
        partial.content = others
        del owner[quote["span"][0]]


def introduced_by(text: Text, start: int) -> Token | None:
    """The subject of the sentence before a quotation, if a person: "Crane laughed. “I like lobster.”".

    The sentence must be on the same line or, if the quotation begins a line, on the one before. If that line
    ends with a colon, the only person it names: "And from chairman Bo Lind:".
    """
    end = len(text.text[:start].rstrip())
    line = max(text.text.rfind("\n", max(0, end - FARTHEST), end) + 1, end - FARTHEST, 0)
    before = text.tokens(line, end)
    if len(before) and before[-1].text == ":":
        people = [entity for entity in before.ents if entity.label_ == "PERSON"]
        return people[0].root if len(people) == 1 else None
    if before[-1:].text not in (".", "!", "?") or text.quotes_in(before[-1].sent.start_char, start):
        return None
    subject = own_subject(before[-1].sent.root)
    person = subject is not None and (subject.ent_type_ == "PERSON" or subject.lower_ in ("he", "she"))
    return subject if person else None


def follows(text: Text, partial: PartialStatement, quote: Quote) -> bool:
    """Whether a quotation continues the statement before it on its line: only cue and source between."""
    start, end = partial.end, quote["span"][0]
    return start <= end and text.same_line(start, end) and attributes(text, partial, start, end)


def continues(text: Text, partial: PartialStatement, quote: Quote) -> bool:
    """Whether a quotation without a cue has the same speaker as the statement before it."""
    start, end = quote["span"]
    line_start, line_end = text.line_start(start), text.text.find("\n", end)
    if text.has_word(line_start, start) or text.has_word(end, line_end if line_end >= 0 else len(text.text)):
        opens = text.text[line_start:start].strip()[-1:] in (".", "!", "?", '"', "”", "’", ":")
        return opens and text.same_line(partial.end, start)
    gap = text.text[partial.end : line_start]
    return gap.count("\n\n") + gap.strip().count("\n") <= 1
