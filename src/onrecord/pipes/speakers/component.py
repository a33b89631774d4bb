"""The spaCy component that finds mentions and clusters them."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.doc_spans import show_spans
from onrecord.pipes.speakers.clusters import build_clusters
from onrecord.pipes.speakers.describe import as_records
from onrecord.pipes.speakers.fallback import Fallback
from onrecord.pipes.speakers.known import Directory, read_known
from onrecord.pipes.speakers.lexicon import Gender, Lexicon, lexicon
from onrecord.pipes.speakers.mentions import find_mentions
from onrecord.pipes.speakers.pointing import Pointed, targets_of


@Language.factory(
    "onrecord_speakers",
    requires=["doc.ents", "token.dep"],
    assigns=["doc._.clusters", "doc.spans"],
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
        nlp: The pipeline.
        name: The component's name in it.
        titles: Additional titles that are not roles, each with the gender it implies.
        roles: Additional nouns for people's roles, each with the gender it implies.
        people: People and organisations known in advance, with the fields of ``Known``; ``name`` is required.

    Raises:
        ConfigError: A field is unknown, or two entries share a name.
    """
    own = lexicon.shipped.with_entries(titles, roles) if titles or roles else None
    known = read_known(people)
    return Speakers(own_lexicon=own, directory=Directory(nlp, known) if known else None)


class Speakers:
    """Finds mentions and clusters them."""

    def __init__(self, *, own_lexicon: Lexicon | None = None, directory: Directory | None = None) -> None:
        self._lexicon, self._directory = own_lexicon, directory

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc._.clusters`` and ``doc.spans["mentions"]`` (label: the cluster's index)."""
        with lexicon.using(self._lexicon):
            targets = targets_of(doc)
            mentions = find_mentions(doc, targets, self._directory)
            scorer = Pointed(doc, targets) if targets["name"] else Fallback(doc)
            doc._.clusters = as_records(doc, build_clusters(mentions, scorer))
        show_mentions(doc)
        return doc


def show_mentions(doc: Doc) -> None:
    """Write all mentions to ``doc.spans["mentions"]``, labelled with the cluster's index."""
    spans = sorted(
        (m["span"], str(number)) for number, cluster in enumerate(doc._.clusters) for m in cluster["mentions"]
    )
    show_spans(doc, "mentions", spans)
