"""Attribution by punctuation: dash and name, comma, verb and name, or name and colon before speech."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.pipes.statements.partial import PartialStatement, Text, char_span_of

DASH = re.compile(r"\s{0,3}[—–―-]{1,2}\s?(?=[A-Z])")
NAME = re.compile(r"[A-Z][\w.'’-]*(?: (?:of|de|van|von|al|bin|[A-Z])[\w.'’-]*){0,5}")
TURN = re.compile(
    r"^[\"“]?(?P<sender>From (?:the )?)?"
    r"(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4})(?: \([^()\n]{1,60}\))?(?P<cue>:)[ \t]+(?=\S)",
    re.MULTILINE,
)
LONGEST_CUE = 24
"""Most characters from a quotation to the name after its cue."""
PARTICLES = frozenset({"in", "up", "out", "back", "on", "away"})
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y)\b")
INTERVIEW = 3
"""A text with this many lines that open with a name and colon is an interview."""


def from_punctuation(text: Text) -> list[PartialStatement]:
    """Statements whose cue is a dash or a colon, in text order."""
    partials = [*from_dashes(text), *from_inversions(text), *from_turns(text)]
    return sorted(partials, key=lambda partial: partial.start)


def from_dashes(text: Text) -> Iterator[PartialStatement]:
    """Statements from a quotation followed by a dash and a person's name."""
    for quote in text.quotes:
        end = quote["span"][1]
        dash = DASH.match(text.text, end)
        name = NAME.match(text.text, dash.end()) if dash and quote["speech"] else None
        if dash is None or name is None or not text.is_named(*name.span(), ("PERSON",)):
            continue
        ends = ("", "\n", "\r", ",", *(() if "\n" in dash[0] else (".", " ", "\u00a0")))
        if text.text[name.end() : name.end() + 1] in ends:
            cue = (end + len(dash[0]) - len(dash[0].lstrip()), dash.end() - (dash[0][-1:] == " "))
            yield PartialStatement([(quote["inner"][0], quote["inner"][1])], [cue], name.span())


def from_inversions(text: Text) -> Iterator[PartialStatement]:
    """Statements from a quotation that ends in a comma, with an unlabelled verb and a name after it.

    The comma says that an attribution follows, whatever the verb: "“We get a letter,” chipped in Bea Stott".
    """
    for quote in text.quotes:
        (first, last), end = quote["inner"], quote["span"][1]
        words = text.tokens(end, end + LONGEST_CUE)
        labelled = any(end <= start < end + LONGEST_CUE for start, _ in text.parts)
        if not quote["speech"] or text.text[last - 1] != "," or labelled or not words:
            continue
        cue = words[: 1 + (words[1:2].text in PARTICLES)]
        name = NAME.match(text.text, cue.end_char + 1) if cue[0].tag_ in ("VBD", "VBN", "VBZ") else None
        if name is not None and text.is_named(*name.span(), ("PERSON", "ORG", "LOC")):
            yield PartialStatement([(first, last)], [char_span_of(cue)], name.span(), cue[0])


def from_turns(text: Text) -> Iterator[PartialStatement]:
    """Statements from lines that open with a name and a colon: turns in an interview, or headlines.

    A headline such as "Bo Lind: Teenager jailed" quotes nobody: it needs the first person.
    """
    turns = list(TURN.finditer(text.text))
    for turn in turns:
        start = turn.end()
        end = text.text.find("\n", start)
        end = end if end >= 0 else len(text.text)
        if text.tokens(*turn.span("name"))[0].pos_ == "VERB":  # "Follow BBC Sport: ..."
            continue
        person = any(token.ent_type_ == "PERSON" for token in text.tokens(*turn.span("name")))
        speaks = not person or len(turns) >= INTERVIEW or FIRST_PERSON.search(text.text, start, end)
        kinds = ("PERSON", "ORG", "LOC") if turn["sender"] else ("PERSON", "ORG")
        if speaks and text.is_named(*turn.span("name"), kinds):
            yield PartialStatement([(start, end)], [turn.span("cue")], turn.span("name"))
