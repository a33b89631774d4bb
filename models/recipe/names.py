"""Makes the silver parse's names consistent within an article: each name gets one kind.

CoreNLP may label the same name a person here and an organisation there, and takes headings in title case for
names. The majority label of a name in an article is right far more often than the label of one mention.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from data import MISSING

from onrecord.language.sequences import Sequences

MAJORITY = 0.6
"""Share of a name's mentions that must agree; otherwise none of them is used."""
HEADING = 0.7
"""A short line is a heading if at least this share of its long words is capitalised."""
LONGEST_HEADING = 25


def consistent(words: list[str], votes: list[int], labels: list[str]) -> list[int]:
    """The entity labels, with one kind for each name in the article.

    Args:
        words: The words of the article; a line break is a word.
        votes: Index of each word's label; MISSING if unknown.
        labels: "O", "B-PERSON", "I-PERSON" ...

    Returns:
        The labels; MISSING in headings, for names without a majority, and for unlabelled occurrences of a
        one-word name.
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
    """The kind of most mentions, if the majority is large enough."""
    kind, count = kinds.most_common(1)[0]
    return kind if count >= MAJORITY * kinds.total() else None
