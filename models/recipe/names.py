"""Makes the silver parse's names consistent within an article: each name gets one kind.

CoreNLP calls a name of an article now a person, now an organisation, and takes headings in title case for
names. The majority of an article's mentions is right far more often than one mention is.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from data import MISSING

from onrecord.language.sequences import Sequences

MAJORITY = 0.6
"""Share of a name's mentions that must agree; below it none of them is used."""
HEADING = 0.7
"""Share of capitalised long words from which a short line is a heading."""
LONGEST_HEADING = 25


def consistent(words: list[str], votes: list[int], labels: list[str]) -> list[int]:
    """The entity labels with one kind for each name of the article.

    Args:
        words: The words of the article; a line break is a word.
        votes: Number of each word's label, MISSING where unknown.
        labels: "O", "B-PERSON", "I-PERSON" ...

    Returns:
        The labels; MISSING in headings, for names without a majority, and where a name of one word stands
        unlabelled.
    """
    votes = list(votes)
    for start, end in lines(words):
        if is_heading(words[start:end]):
            votes[start:end] = [MISSING] * (end - start)
    outside = labels.index("O")
    spans = Sequences(labels).spans([outside if vote == MISSING else vote for vote in votes])
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for start, end, kind in spans:
        kinds[" ".join(words[start:end])][kind] += 1
        if kind == "PERSON" and end - start > 1:
            kinds[words[end - 1]][kind] += 2
    best = {name: majority(found) for name, found in kinds.items()}
    for start, end, _ in spans:
        kind = best[" ".join(words[start:end])]
        votes[start:end] = [MISSING] * (end - start)
        if kind is not None:
            inside = [labels.index(f"I-{kind}")] * (end - start - 1)
            votes[start:end] = [labels.index(f"B-{kind}"), *inside]
    return [
        MISSING if vote == outside and word in best and word[:1].isupper() else vote
        for word, vote in zip(words, votes, strict=True)
    ]


def lines(words: list[str]) -> list[tuple[int, int]]:
    """Spans of words between line breaks."""
    breaks = [i for i, word in enumerate(words) if word == "\n"]
    return list(zip([0, *(i + 1 for i in breaks)], [*breaks, len(words)], strict=True))


def is_heading(words: list[str]) -> bool:
    """A short line whose long words are capitalised."""
    telling = [word for word in words if word.isalpha() and len(word) > 3]
    capitals = sum(word[0].isupper() for word in telling)
    return len(words) < LONGEST_HEADING and len(telling) >= 3 and capitals >= HEADING * len(telling)


def majority(kinds: Counter[str]) -> str | None:
    """The kind of most mentions, if there are enough of them."""
    kind, count = kinds.most_common(1)[0]
    return kind if count >= MAJORITY * kinds.total() else None
