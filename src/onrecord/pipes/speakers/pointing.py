"""The probability that a mention belongs to each cluster, from the language model's pointers.

The model points from a mention to the names of its referent, before or after it, and to its antecedent.
Pointers to names are summed over the names of a cluster; pointers to an antecedent take over its clusters.
Each gives a distribution over clusters; the score is their weighted mean.
"""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc

from onrecord.doc_spans import token_edges
from onrecord.pipes.speakers.clusters import PRONOUN, Choice, Clusters, Scorer
from onrecord.pipes.speakers.fallback import Fallback
from onrecord.pipes.speakers.lexicon import Gender, lexicon
from onrecord.pipes.speakers.mention import Mention
from onrecord.records import PointerKind

NAME_WEIGHT = 0.8
"""Weight of the pointers to names; the antecedents get the rest."""
AGAINST_HINT = 0.02
"""Factor on the score if the given name usually belongs to the other gender."""
MOST = 5
"""Most alternatives remembered for a mention that joined no existing cluster."""
NEW = -1
Targets = dict[PointerKind, dict[int, list[tuple[int, float]]]]


class Pointed(Scorer):
    """Scores clusters by the pointers of one Doc."""

    enough = 0.5

    def __init__(self, doc: Doc, targets: Targets) -> None:
        self._targets = targets
        self._spare = Fallback(doc)
        self._followers: dict[int, list[tuple[int, float]]] = defaultdict(list)
        """Head of a mention -> mentions whose antecedent it may be, with the probabilities."""
        for anchor, found in targets["antecedent"].items():
            total = sum(score for target, score in found if target != anchor)
            for target, score in found:
                if target != anchor:
                    self._followers[target].append((anchor, score / total if total > 0.5 else score))
        self._soft: dict[int, dict[int, float]] = {}
        """Head of a resolved mention -> its clusters with their probabilities."""

    def rank(self, mention: Mention, clusters: Clusters) -> Sequence[Choice]:
        """See ``Scorer``."""
        relative = self._spare.relative(mention, clusters)
        if relative:
            return relative
        head = self._anchor(mention)
        if head is None:
            return self._spare.rank(mention, clusters)
        names = self._names(head, clusters, plural=mention.several)
        before = self._before(head, clusters)
        weight = NAME_WEIGHT if names and before else 1.0 if names else 0.0
        scores: dict[int, float] = defaultdict(float)
        unnamed = {k: p for k, p in before.items() if k == NEW or not clusters.all[k].names}
        share = names.pop(NEW, 0.0) / (sum(unnamed.values()) or 1)
        for k, p in names.items():
            scores[k] += weight * p
        for k, p in before.items():
            scores[k] += (1 - weight) * p + weight * share * unnamed.get(k, 0.0)
        scores.pop(NEW, None)
        if not mention.named and mention.kind != "pronoun":
            for k, p in self._through_others(head, clusters).items():
                scores[k] = max(scores[k], p)
        for k in scores:
            hint = clusters.all[k].hint if not clusters.all[k].gender else ""
            scores[k] *= AGAINST_HINT if hint and mention.gender and hint != mention.gender else 1
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        return [Choice(k, min(p, 1.0), "model") for k, p in ranked if p > 0]

    def same_office(self, mention: Mention, clusters: Clusters) -> Choice | None:
        """See ``Scorer``."""
        words = lexicon()
        nouns = {office.noun for office in mention.offices} - words.organizations
        if not mention.definite or not nouns:
            return None
        choices = list(self._spare.office(mention, clusters))
        return choices[0] if len(choices) == 1 else None

    def of_all(self, mentions: Sequence[Mention], clusters: Clusters) -> Sequence[Choice]:
        """See ``Scorer``."""
        total: dict[int, float] = defaultdict(float)
        for mention in mentions:
            for choice in self.rank(mention, clusters):
                total[choice.cluster] += choice.score / len(mentions)
        ranked = sorted(total.items(), key=lambda item: -item[1])
        return [Choice(k, p, "model") for k, p in ranked]

    def note(self, mention: Mention, cluster: int, others: Sequence[Choice]) -> None:
        """See ``Scorer``."""
        soft = {choice.cluster: choice.score for choice in others[:MOST]}
        self._soft[mention.head] = {**soft, cluster: max(1 - sum(soft.values()), 0.0)}

    def genders(self, mentions: Sequence[Mention], clusters: Clusters) -> dict[int, Gender]:
        """For each cluster, the gender of the pronouns that point to its names.

        Probabilities are squared, so that one sure pronoun outweighs several that may mean somebody else.
        """
        votes: dict[int, dict[Gender, float]] = defaultdict(lambda: defaultdict(float))
        for mention in mentions:
            if mention.kind == "pronoun" and mention.gender:
                for k, p in self._names(mention.head, clusters).items():
                    if k != NEW and clusters.able(mention, k):
                        against = clusters.all[k].hint not in ("", mention.gender)
                        votes[k][mention.gender] += p * p * (AGAINST_HINT if against else 1)
        likeliest = {k: max(shown, key=lambda gender: shown[gender]) for k, shown in votes.items()}
        return {k: gender for k, gender in likeliest.items() if votes[k][gender] >= PRONOUN**2}

    def _anchor(self, mention: Mention) -> int | None:
        """The token of a mention that has pointers: its head or, failing that, the last such token."""
        inside = (mention.head, *reversed(range(mention.start, mention.end)))
        return next((i for i in inside if any(i in targets for targets in self._targets.values())), None)

    def _names(self, head: int, clusters: Clusters, *, plural: bool = False) -> dict[int, float]:
        """The clusters of the names a head points to; of a plural, those of whole lists of names."""
        scores: dict[int, float] = defaultdict(float)
        of_token = ChainMap(clusters.group_of, clusters.of_token) if plural else clusters.of_token
        for target, score in self._targets["name"].get(head, ()):
            scores[NEW if target == head else of_token.get(target, NEW)] += score
        return scores

    def _through_others(self, head: int, clusters: Clusters) -> dict[int, float]:
        """The clusters whose names are pointed to by mentions that have this one as their antecedent.

        In "A teacher said *she* would swim. Moira Keane ..." the pronoun ties the teacher to the name.
        """
        scores: dict[int, float] = defaultdict(float)
        for other, same in self._followers.get(head, ()):
            for k, p in self._names(other, clusters).items():
                if k != NEW:
                    scores[k] = max(scores[k], same * p)
        return scores

    def _before(self, head: int, clusters: Clusters) -> dict[int, float]:
        scores: dict[int, float] = defaultdict(float)
        for target, score in self._targets["antecedent"].get(head, ()):
            decided = self._soft.get(target) or {clusters.of_token.get(target, NEW): 1.0}
            for k, p in decided.items():
                scores[k] += score * p
        return scores


def targets_of(doc: Doc) -> Targets:
    """The pointers between mentions: kind -> token index -> targets with probabilities, likeliest first."""
    token = {char: i for i, char in enumerate(token_edges(doc)[0])}
    targets: Targets = {"name": {}, "antecedent": {}}
    for pointer in doc._.pointers:
        if pointer["kind"] in targets and pointer["target"]:
            anchor = token[pointer["anchor"][0]]
            target = token.get(pointer["target"][0][0], anchor)
            targets[pointer["kind"]].setdefault(anchor, []).append((target, pointer["score"]))
    return targets
