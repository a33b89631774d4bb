"""Quotations and the statements they belong to: whole quotes, quotes that go on, quotes without a cue."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.pipes.statements.drafts import Draft, Text
from onrecord.pipes.statements.sentences import is_heading
from onrecord.pipes.statements.sources import mention_of, own_subject
from onrecord.records import Quote

FARTHEST = 600
"""Characters that the sentence before a quotation may begin before it."""


def attach_quotes(text: Text, drafts: list[Draft]) -> list[Draft]:
    """Give every spoken quotation to a statement.

    A quotation that no content covers goes, in this order: to the statement whose quotation it continues over
    a paragraph break; to the quoted statement before it in its own line, when nothing but the cue and the
    source stands between; to a new statement carried over from the last speaker, when it fills its line or
    follows a statement in its line; to whom the sentence before it in its line is about.

    Returns:
        The drafts with the new ones among them, in text order.
    """
    owner = owners(text, drafts)
    numbers = {q["span"][0]: number for number, q in enumerate(text.doc._.quotes)}
    earlier = {q["continues"]: q["span"][0] for q in text.quotes if q["continues"] is not None}
    starts = {number: start for start, number in numbers.items()}
    added: list[Draft] = []
    before: Draft | None = None
    for quote in text.quotes:
        begin, inner = quote["span"][0], (quote["inner"][0], quote["inner"][1])
        goes_on = owner.get(earlier.get(numbers[begin], -1))
        if quote["continues"] is not None:
            goes_on = owner.get(starts[quote["continues"]], goes_on)
            if goes_on is not None:
                take_back(quote, owner)
        elif before is not None and (
            reopens(text, quote) or (quote["speech"] and follows(text, before, quote))
        ):
            goes_on = before
        if begin not in owner and goes_on is not None:
            goes_on.content.append(inner)
            owner[begin] = goes_on
        elif begin not in owner and quote["speech"]:
            new = None
            if before is not None and carries(text, before, quote):
                new = Draft([inner], seen=before.seen, carries=before)
            elif (subject := introduced_by(text, begin)) is not None:
                new = Draft([inner], source=mention_of(subject))
            if new is not None:
                owner[begin] = new
                added.append(new)
        before = owner.get(begin)
    return sorted([*drafts, *added], key=lambda d: d.start)


def owners(text: Text, drafts: list[Draft]) -> dict[int, Draft]:
    """For the start of each quotation the first draft that has half of it."""
    owner: dict[int, Draft] = {}
    for draft in sorted(drafts, key=lambda d: d.start):
        for start, end in draft.content:
            for quote in text.quotes_in(start, end):
                shared = min(end, quote["inner"][1]) - max(start, quote["inner"][0])
                if shared * 2 >= quote["inner"][1] - quote["inner"][0]:
                    owner.setdefault(quote["span"][0], draft)
    return owner


def take_back(quote: Quote, owner: dict[int, Draft]) -> None:
    """A quotation that continues another one leaves a statement that has words of its own."""
    draft = owner.get(quote["span"][0])
    if draft is None:
        return
    first, last = quote["inner"]
    others = [piece for piece in draft.content if piece[1] <= first or last <= piece[0]]
    if others and len(others) < len(draft.content):
        draft.content = others
        del owner[quote["span"][0]]


def introduced_by(text: Text, start: int) -> Token | None:
    """Whom the sentence before a quotation is about, in the same line: "Crane laughed. “I like lobster.”"."""
    line = max(text.text.rfind("\n", max(0, start - FARTHEST), start) + 1, start - FARTHEST, 0)
    before = text.tokens(line, start)
    if not len(before) or before[-1].text not in (".", "!", "?"):
        return None
    told = before[-1].sent
    subject = own_subject(told.root)
    if (
        subject is None
        or subject.idx < line
        or told.end_char > start
        or text.quotes_in(told.start_char, start)
    ):
        return None
    return subject if subject.ent_type_ == "PERSON" or subject.lower_ in ("he", "she") else None


def reopens(text: Text, quote: Quote) -> bool:
    """Whether a quotation opens where the one before it was not closed: '“We ran. “Then we hid.”'."""
    start = quote["span"][0]
    before = text.text[max(0, start - 2) : start].rstrip(" ")
    return before[-1:] in (".", "!", "?") and text.quote_at(start - 2, start - 1) is not None


def follows(text: Text, draft: Draft, quote: Quote) -> bool:
    """Whether a quotation goes on from the one before it in its line: only cue and source between."""
    start = quote["span"][0]
    if draft.end > start or not text.same_line(draft.end, start):
        return False
    last = max(draft.end, *(end for _, end in draft.cue), draft.source[1] if draft.source else 0)
    quoted = text.quotes_in(draft.end - 1, draft.end + 1)
    between = text.between(min(last, start), start)
    return bool(quoted) and (
        not any(c.isalnum() for c in between) or (draft.head is not None and ends_clause(between))
    )


def ends_clause(between: str) -> bool:
    """A short rest of the cue's clause: "on Tuesday." or "in a statement."."""
    return len(between) <= 60 and between[-1:] in ".,:;" and '"' not in between


def carries(text: Text, draft: Draft, quote: Quote) -> bool:
    """Whether a quotation without a cue is its predecessor's speaker going on."""
    start, end = quote["span"]
    line_start = text.text.rfind("\n", 0, start) + 1
    line_end = text.text.find("\n", end)
    rest = text.text[end : line_end if line_end >= 0 else len(text.text)]
    alone = not any(c.isalnum() for c in text.text[line_start:start] + rest)
    if alone:
        gap = text.text[draft.end : line_start]
        return (
            draft.end < start
            and not is_heading(text, (start, end))
            and gap.count("\n\n") + (gap.strip().count("\n")) <= 1
            and len(gap.strip()) < 200
        )
    sentence_start = text.between(line_start, start)[-1:] in (".", "!", "?", '"', "”", "’", ":")
    return text.same_line(draft.end, start) and sentence_start and draft.end < start
