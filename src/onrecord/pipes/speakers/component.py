"""The spaCy component that tells who is who."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token

from onrecord.pipes.prose import prose_of
from onrecord.pipes.speakers.chains import Registry
from onrecord.pipes.speakers.drafts import Draft
from onrecord.pipes.speakers.found import strip_article
from onrecord.pipes.speakers.known import Directory, read_known
from onrecord.pipes.speakers.lexicon import Gender, Lexicon, lexicon
from onrecord.pipes.speakers.mentions import find_mentions
from onrecord.pipes.speakers.names import parts
from onrecord.pipes.speakers.nouns import described
from onrecord.records import Chain, Mention, Offsets, show_spans

PREPOSITIONS = frozenset({"of", "for", "to", "by", "with", "from", "at", "in", "on", "against"})
LONGEST_MENTION = 400
"""Characters a lookup goes back for the start of a mention."""


@Language.factory(
    "onrecord_speakers",
    requires=["doc.ents", "token.dep"],
    assigns=["doc._.chains"],
    default_config={"titles": {}, "roles": {}, "people": []},
)
def make_speakers(
    nlp: Language,
    name: str,
    *,
    titles: dict[str, Gender],
    roles: dict[str, Gender],
    people: list[dict[str, Any]],
) -> Speakers:
    """Make the component; it needs sentences, tags, a UD parse and entities.

    Args:
        nlp: The pipeline it joins.
        name: Its name there.
        titles: More titles before a name that are no role, with the gender they show.
        roles: More nouns for somebody by what they do, likewise.
        people: Who is known in advance: each with a ``name``, and any of the other fields of ``Known``.

    Raises:
        ConfigError: A field is unknown, or one name stands for two.
    """
    own = lexicon.shipped.with_entries(titles, roles) if titles or roles else None
    known = read_known(people)
    return Speakers(own_lexicon=own, directory=Directory(nlp, known) if known else None)


class Speakers:
    """Finds mentions and ties them into chains."""

    def __init__(self, *, own_lexicon: Lexicon | None = None, directory: Directory | None = None) -> None:
        self._lexicon, self._directory = own_lexicon, directory

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc._.chains`` and ``doc.spans["mentions"]`` (label: the chain's index)."""
        with lexicon.using(self._lexicon):
            drafts = Registry(doc).build(find_mentions(doc, self._directory))
            doc._.chains = [as_chain(doc, draft) for draft in drafts]
        show_mentions(doc)
        return doc


def as_chain(doc: Doc, draft: Draft) -> Chain:
    """The record of a chain: its fullest name, its first role."""
    mentions: list[Mention] = [
        {"span": char_span(doc, m.start, m.end), "kind": "alias" if m.alias else m.kind}
        for m in sorted(draft.mentions, key=lambda m: m.start)
    ]
    known = draft.known
    return {
        "name": known.name if known else fullest(draft),
        "kind": draft.kind,
        "role": draft.roles[0] if draft.roles else known.role if known else None,
        "affiliation": draft.affiliation or (known.affiliation if known else None),
        "gender": draft.gender,
        "mentions": mentions,
    }


def fullest(draft: Draft) -> str:
    """The name with the most words, in capitals only when there is no other; a description sans article."""
    proper = [mention.name for mention in draft.mentions if mention.kind == "name"]
    loud = all(name.isupper() and len(name) > 5 for name in proper)
    names = [*proper, *(draft.names if loud else [])] or [draft.mentions[0].name]
    best = max(names, key=lambda name: (not name.isupper() or len(name) < 6, len(parts(name))))
    return best if best in proper or draft.kind == "person" else strip_leading_the(best)


def strip_leading_the(name: str) -> str:
    """A description starts with its first telling word, unless the article is all it has."""
    return strip_article(name) if name[:4].casefold() == "the " or name[:2].casefold() == "a " else name


def char_span(doc: Doc, start: int, end: int) -> Offsets:
    """Character offsets of a token span."""
    return [doc[start].idx, doc[end - 1].idx + len(doc[end - 1])]


def show_mentions(doc: Doc) -> None:
    """Show every mention under its chain's index."""
    spans = sorted(
        (m["span"], str(number)) for number, chain in enumerate(doc._.chains) for m in chain["mentions"]
    )
    show_spans(doc, "mentions", spans)


class MentionIndex:
    """Looks up the chain of a source; made once for a Doc the component has seen."""

    def __init__(self, doc: Doc) -> None:
        self.doc, self.text = doc, prose_of(doc)
        self.spans: list[tuple[int, int, int, str]] = sorted(
            (m["span"][0], m["span"][1], number, m["kind"])
            for number, chain in enumerate(doc._.chains)
            for m in chain["mentions"]
        )
        self.starts = [span[0] for span in self.spans]

    def chain_of(self, start: int, end: int) -> tuple[int, str] | None:
        """The chain whose mention shares most characters with ``[start, end)``, and the mention's kind.

        Of several that share as many, the shortest: "Crane" rather than "Crane's statement".
        """
        best: tuple[tuple[int, int], int, str] | None = None
        for k in range(bisect_left(self.starts, end) - 1, -1, -1):
            first, last, number, kind = self.spans[k]
            if start - first > LONGEST_MENTION:
                break
            shared = min(last, end) - max(first, start)
            fit = (shared, first - last)
            if shared > 0 and (best is None or fit > best[0]):
                best = (fit, number, kind)
        return best[1:] if best else None

    def name_at_end(self, start: int, end: int) -> tuple[int, str] | None:
        """The person a source ends with, unless it is somebody else: "an aide to Ada Crane"."""
        for k in range(bisect_left(self.starts, end) - 1, -1, -1):
            first, last, number, kind = self.spans[k]
            if first < start:
                break
            person = self.doc._.chains[number]["kind"] == "person" and kind in (
                "name",
                "surname",
                "title",
                "alias",
            )
            if person and last == end:
                before = self.text[start:first].split()[-1:]
                return None if before and before[0].casefold() in PREPOSITIONS else (number, kind)
        return None

    def add(self, head: Token) -> int:
        """Make a chain for a source no mention was found for, and return its index."""
        joint = any(token.dep_ == "conj" for token in head.children)
        mention = described(head, "group" if joint else None)
        draft = Draft("unnamed", names=[head.text])
        if mention is not None:
            draft = Draft(mention.chain_kind, plural=mention.plural)
            draft.add(mention)
        self.doc._.chains.append(as_chain(self.doc, draft))
        return len(self.doc._.chains) - 1
