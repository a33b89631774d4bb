"""One attribution, one sentence: content the labels tie to a cue from elsewhere is looked at again."""

from __future__ import annotations

from onrecord.pipes.statements.drafts import Draft, Stretch, Text
from onrecord.pipes.statements.lexicon import cues

FRAGMENT = 3
"""Words an unquoted piece beside a quotation has at most when it is no content: "In a statement"."""


def part(text: Text, draft: Draft) -> list[Draft]:
    """Part a draft whose content lies in several sentences.

    The content in the cue's sentence is the statement. A quotation after it in the same line goes on with
    it when the statement is itself a quotation, and is a statement of its own, carried over from the same
    speaker, when it is not. Content in other sentences that is no quotation is left out: nine out of ten
    attributions lie in one sentence, and the rest are quotations.

    Returns:
        The draft, with less content, and the carried ones.
    """
    if draft.head is None or not draft.content:
        return [draft]
    if any(is_quoted(text, piece) for piece in draft.content):
        draft.content = [
            p for p in draft.content if is_quoted(text, p) or len(text.text[slice(*p)].split()) > FRAGMENT
        ]
    sentence = draft.head.sent
    low, high = sentence.start_char, sentence.end_char
    core = [piece for piece in draft.content if piece[0] < high and low < piece[1]]
    rest = [piece for piece in draft.content if piece not in core]
    if core and not is_quoted(text, core[0]):
        introduced = [
            q for q in core[1:] if is_quoted(text, q) and text.text[: q[0] - 1].rstrip()[-1:] == ":"
        ]
        core = [piece for piece in core if piece not in introduced]
        rest += introduced
    if not core or not rest:
        return [draft]
    quoted = all(is_quoted(text, piece) for piece in core)
    kept: list[Stretch] = list(core)
    carried: list[Stretch] = []
    for piece in rest:
        if not is_quoted(text, piece):
            continue
        adjoins = piece[0] >= low or not any(c.isalnum() for c in text.text[piece[1] : low])
        if quoted and adjoins and text.same_line(piece[0], core[-1][0]):
            kept.append(piece)
        else:
            carried.append(piece)
    draft.content = sorted(kept)
    after = sorted(piece for piece in carried if piece[0] >= low)
    if not after:
        return [draft]
    second = Draft(origin="quote", content=after, score=draft.score * 0.9, carries=draft)
    if after[0][0] < high:
        second.cue, second.source, second.head = list(draft.cue), draft.source, draft.head
    return [draft, second]


def cut_next_cue(text: Text, draft: Draft) -> None:
    """End the content before another cue with the same source: "... but added that", ", adding that"."""
    if draft.head is None:
        return
    verbs = cues().verbs
    for verb in draft.head.children:
        if verb.dep_ not in ("conj", "advcl") or verb.i < draft.head.i or verb.lemma_.lower() not in verbs:
            continue
        if verb.dep_ == "advcl" and verb.tag_ != "VBG":
            continue
        if not any(t.dep_ in ("ccomp", "parataxis") for t in verb.children) or text.quote_at(
            verb.idx, verb.idx + 1
        ):
            continue
        first = verb.left_edge.i if verb.dep_ == "advcl" else verb.i
        while first - 1 > draft.head.i and (
            text.doc[first - 1].dep_ in ("cc", "advmod", "aux") or text.doc[first - 1].text == ","
        ):
            first -= 1
        cut = text.doc[first].idx
        draft.content = [(a, min(b, cut)) for a, b in draft.content if a < cut] or draft.content


def widen_to_clause(text: Text, draft: Draft) -> None:
    """Let an unquoted content reach as far as the clause its first words belong to."""
    if draft.head is None or len(draft.content) != 1:
        return
    start, end = draft.content[0]
    for clause in draft.head.children:
        if clause.dep_ != "ccomp" or not start <= clause.idx < end:
            continue
        last = clause.right_edge
        if (
            last.idx + len(last) > end
            and text.same_line(start, last.idx)
            and not text.quotes_in(end - 1, last.idx)
        ):
            between = text.tokens(end, last.idx + len(last))
            if not any(t.lemma_.lower() in cues().verbs and t.head.i <= draft.head.i for t in between):
                draft.content[0] = (start, last.idx + len(last))


def is_quoted(text: Text, piece: Stretch) -> bool:
    """Whether a piece is the inside of a quotation."""
    return any(q["inner"][0] <= piece[0] and piece[1] <= q["inner"][1] for q in text.quotes_in(*piece))
