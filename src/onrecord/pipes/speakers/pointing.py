"""How likely a mention belongs to each cluster, by the language model's pointers.

The model points from a mention to the names of whoever is meant, before it or behind it. What it points to
sums up over the names of a cluster.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc

from onrecord.pipes.speakers.clusters import Choice, Clusters
from onrecord.pipes.speakers.fallback import Fallback
from onrecord.pipes.speakers.lexicon import lexicon
from onrecord.pipes.speakers.mention import Mention

AGAINST_HINT = 0.5
"""Factor where the given name is mostly borne by the other gender."""
Targets = dict[int, list[tuple[int, float]]]
"""For the tokens that point: what they point to, the likeliest first."""


class Pointed(Fallback):
    """Scores by the pointers of one Doc, by the rules for a mention that points nowhere."""

    enough = 0.5

    def __init__(self, doc: Doc, targets: Targets) -> None:
        super().__init__(doc)
        self._targets = targets

    def rank(self, mention: Mention, clusters: Clusters) -> Sequence[Choice]:
        """See ``Scorer``."""
        head = self._anchor(mention)
        if head is None:
            return super().rank(mention, clusters)
        scores: dict[int, float] = defaultdict(float)
        for target, score in self._targets[head]:
            number = clusters.of_token.get(target)
            if number is not None and target != head:
                cluster = clusters.all[number]
                hint = cluster.hint if not cluster.gender else ""
                against = hint and mention.gender and hint != mention.gender
                scores[number] += score * (AGAINST_HINT if against else 1)
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        return [Choice(number, min(score, 1.0), "model") for number, score in ranked if score > 0]

    def same_office(self, mention: Mention, clusters: Clusters) -> Choice | None:
        """See ``Scorer``."""
        nouns = {office.noun for office in mention.offices} - lexicon().organizations
        if not mention.definite or not nouns:
            return None
        said = list(self.office(mention, clusters))
        return said[0] if len(said) == 1 else None

    def of_all(self, mentions: Sequence[Mention], clusters: Clusters) -> Sequence[Choice]:
        """See ``Scorer``."""
        total: dict[int, float] = defaultdict(float)
        for mention in mentions:
            for choice in self.rank(mention, clusters):
                total[choice.cluster] += choice.score / len(mentions)
        ranked = sorted(total.items(), key=lambda item: -item[1])
        return [Choice(k, p, "model") for k, p in ranked]

    def _anchor(self, mention: Mention) -> int | None:
        """The token of a mention that points: its head, else the last one that does."""
        inside = (mention.head, *reversed(range(mention.start, mention.end)))
        return next((i for i in inside if i in self._targets), None)


def targets_of(doc: Doc) -> Targets:
    """What each token points to as a name of whoever it stands for."""
    token: dict[int, int] = {char: i for i, char in enumerate(doc.to_array("IDX").tolist())}
    found: Targets = defaultdict(list)
    for pointer in doc._.pointers:
        if pointer["kind"] == "name" and pointer["target"]:
            anchor = token[pointer["anchor"][0]]
            found[anchor].append((token.get(pointer["target"][0][0], anchor), pointer["score"]))
    return dict(found)
