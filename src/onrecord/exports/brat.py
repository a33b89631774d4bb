"""brat standoff: a numbered text and annotation file for each article, and the configuration brat needs.

``articles.tsv`` lists the article of each number. Content in several pieces is a discontinuous span; a span
over several lines has one piece per line, as brat requires.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.exports.marks import LABELS, RELATIONS, Mark, mark
from onrecord.exports.material import AnyClaim, ArticleClaims, Material
from onrecord.sanitize import one_line

_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_STANCES = ("neutral", "factive", "doubtful", "denying", "directive")


def files(material: Material) -> Iterator[tuple[str, str]]:
    """Names and texts of the folder's files."""
    index = ["number\tid\tsha256\tpublished\toutlet\ttitle\turl\n"]
    for number, article in enumerate(material.with_texts(), start=1):
        name, ref = f"{number:07}", article.ref
        yield f"{name}.txt", article.text
        yield f"{name}.ann", "".join(line + "\n" for line in standoff(article))
        about = (
            name,
            ref.id,
            ref.sha256,
            ref.published or "",
            ref.outlet or "",
            ref.title or "",
            ref.url or "",
        )
        index.append("\t".join(one_line(cell) for cell in about) + "\n")
    yield "articles.tsv", "".join(index)
    yield "annotation.conf", configuration()


def standoff(article: ArticleClaims) -> Iterator[str]:
    """The lines of an annotation file."""
    marked = mark(article)
    attributes = notes = 0
    for one in marked.marks:
        pieces = list(_lines(one, article.text))
        places = ";".join(f"{start} {end}" for start, end in pieces)
        words = " ".join(article.text[start:end] for start, end in pieces)
        yield f"{one.id}\t{one.label} {places}\t{words}"
    for number, relation in enumerate(marked.relations, start=1):
        yield f"R{number}\t{relation.label} Arg1:{relation.head.id} Arg2:{relation.child.id}"
    for one in marked.marks:
        for name in dict.fromkeys(text for claim in one.claims for text in _attributes(one, claim)):
            attributes += 1
            attribute, _, value = name.partition(" ")
            yield f"A{attributes}\t{attribute} {one.id}{' ' + value if value else ''}"
        for note in dict.fromkeys(note for claim in one.claims for note in _notes(one, claim)):
            notes += 1
            yield f"#{notes}\tAnnotatorNotes {one.id}\t{one_line(note)}"


def configuration() -> str:
    """brat's annotation.conf for these labels."""
    relations = [f"{name}\tArg1:CONTENT|FIGURE, Arg2:<ENTITY>" for name in RELATIONS]
    attributes = [
        "Mode\tArg:CONTENT, Value:direct|indirect|mixed",
        "Negated\tArg:CONTENT",
        f"Stance\tArg:CUE, Value:{'|'.join(_STANCES)}",
    ]
    overlap = "OVERLAP\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"
    parts = {"entities": LABELS, "relations": [overlap, *relations], "events": (), "attributes": attributes}
    return "\n".join(f"[{name}]\n" + "".join(f"{row}\n" for row in rows) for name, rows in parts.items())


def _lines(one: Mark, text: str) -> Iterator[tuple[int, int]]:
    """The pieces of a mark, split at line ends and stripped."""
    for start, end in one.pieces:
        for match in _LINE.finditer(text, start, end):
            words = match[0]
            first = match.start() + len(words) - len(words.lstrip())
            if words.strip():
                yield first, first + len(words.strip())


def _attributes(one: Mark, claim: AnyClaim) -> Iterator[str]:
    if claim.kind != "statement":
        return
    if one.label == "CONTENT":
        yield f"Mode {claim.mode}"
        if claim.negated:
            yield "Negated"
    elif one.label == "CUE" and claim.cue:
        yield f"Stance {claim.cue.stance}"


def _notes(one: Mark, claim: AnyClaim) -> Iterator[str]:
    if one.label in ("CONTENT", "FIGURE"):
        yield f"claim {claim.id}"
        if claim.speaker:
            yield f"speaker {claim.speaker.name}"
