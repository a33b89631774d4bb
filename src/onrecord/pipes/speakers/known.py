"""People and organisations known in advance: names, aliases, and defaults for what an article leaves out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any, get_args

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from onrecord.errors import ConfigError
from onrecord.pipes.speakers.lexicon import lexicon
from onrecord.pipes.speakers.mention import ANY, BODY, DOCUMENT, PERSON, Known, Mention, Office, Sort, plain
from onrecord.pipes.speakers.names import parts, same_person
from onrecord.records import ClusterKind


def read_known(people: Iterable[Mapping[str, Any]]) -> list[Known]:
    """Read a user's entries.

    Args:
        people: Each with a ``name``, and any of ``kind``, ``gender``, ``role``, ``affiliation``, ``aliases``.

    Raises:
        ConfigError: A field or a kind is unknown.
    """
    known: list[Known] = []
    for fields in people:
        try:
            one = Known(**{**fields, "aliases": tuple(fields.get("aliases", ()))})
        except TypeError as error:
            raise ConfigError(f"people: {dict(fields)}: {error}") from error
        if one.kind not in (None, *get_args(ClusterKind)):
            raise ConfigError(
                f"people: {one.name}: kind {one.kind!r}: one of {', '.join(get_args(ClusterKind))}"
            )
        known.append(one)
    return known


class Directory:
    """Finds a user's entries in a text.

    Args:
        nlp: The pipeline, for its tokenizer.
        known: The entries.

    Raises:
        ConfigError: Two entries share a name or alias.
    """

    def __init__(self, nlp: Language, known: Sequence[Known]) -> None:
        self._names: dict[tuple[str, ...], Known] = {}
        self._surnames: dict[str, list[Known]] = defaultdict(list)
        self._matcher = PhraseMatcher(nlp.vocab)
        self._keys: dict[int, Known] = {}
        for one in known:
            for name in (one.name, *one.aliases):
                before = self._names.setdefault(key(name), one)
                if before is not one:
                    raise ConfigError(f"{name!r} stands for both {before.name!r} and {one.name!r}")
            if one.kind in ("person", None):
                self._surnames[parts(one.name)[-1]].append(one)
            self._matcher.add(one.name, [nlp.make_doc(name) for name in (one.name, *one.aliases)])
            self._keys[nlp.vocab.strings[one.name]] = one

    def spans(self, doc: Doc) -> Iterator[tuple[Span, Known]]:
        """Exact matches of names and aliases; of overlapping ones, the longest."""
        for span in filter_spans(self._matcher(doc, as_spans=True)):
            yield span, self._keys[span.label]

    def noted(self, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions, each with the entry it refers to, if any.

        A mention of one word is not matched if it is the surname of somebody else in the text.
        """
        full = [m for m in mentions if m.kind == "name" and m.cluster_kind == "person" and m.known is None]
        others = {parts(m.name)[-1] for m in full if self._named(m) is None and parts(m.name)}
        return [self._noted(mention, others) for mention in mentions]

    def _noted(self, mention: Mention, others: Set[str]) -> Mention:
        one = mention.known or self._named(mention)
        bare = parts(mention.name)
        if one is None or (mention.kind != "name" and len(bare) == 1 and bare[0] in others):
            return mention
        kind = one.kind or mention.cluster_kind
        return replace(
            mention,
            known=one,
            alias=key(mention.name) in {key(alias) for alias in one.aliases},
            cluster_kind=kind,
            sorts=sorts_of_kind(kind),
            gender=mention.gender or one.gender,
            offices=mention.offices or office_of_role(one.role),
        )

    def _named(self, mention: Mention) -> Known | None:
        words = parts(mention.name)
        if mention.kind == "pronoun" or not words:
            return None
        exact = self._names.get(key(mention.name))
        if exact is not None or mention.cluster_kind != "person":
            return exact
        return next(
            (one for one in self._surnames.get(words[-1], ()) if same_person(one.name, mention.name)), None
        )


def key(name: str) -> tuple[str, ...]:
    """The words of a name, without a leading "the"."""
    words = parts(name)
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def office_of_role(role: str | None) -> tuple[Office, ...]:
    """The office in a user's role, to match "the harbour master" in the text."""
    before = re.split(r" (?:of|for|at|and) ", role or "")[0].lower().split()
    if not before or before[-1] not in lexicon().roles:
        return ()
    ranks = frozenset(word for word in before[:-1] if word in lexicon().ranks)
    return (Office(before[-1], ranks=ranks, words=frozenset(before[:-1]) - ranks),)


def sorts_of_kind(kind: ClusterKind) -> frozenset[Sort]:
    """What a cluster of this kind can be."""
    return {"person": PERSON, "organization": BODY, "document": DOCUMENT}.get(kind, ANY)


def mention_of_known(span: Span, known: Known) -> Mention:
    """A mention matched by its words alone."""
    kind = known.kind or "organization"
    return Mention(
        start=span.start,
        end=span.end,
        head=span.root.i,
        kind="name",
        name=plain(span.text),
        cluster_kind=kind,
        sorts=sorts_of_kind(kind),
        plural=False if kind == "person" else None,
        definite=True,
        known=known,
    )
