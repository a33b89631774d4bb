"""Possessive endings: the noun before "'s" is the possessor of the noun after it, whatever the tree says.

In Universal Dependencies the ending is the ``case`` of the possessor, and the possessor an ``nmod:poss``. In
articles the network's best tree has it otherwise for a third of the endings, and whose lawyer somebody is
gets lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

LOOSE = frozenset({"compound", "amod", "nmod"})
"""Labels that the network confuses with ``nmod:poss``."""
BEHIND = frozenset({"appos", "nmod", "compound", "dep"})
"""Labels of a possessed noun that the network attaches to its possessor."""


def fix_possessives(endings: Iterable[int], heads: list[int], deps: list[str], tags: Sequence[str]) -> None:
    """Attach possessive endings to their possessors and label these, in place.

    Args:
        endings: Positions of the words tagged POS.
        heads: The head of each word; a root is its own head.
        deps: The dependency label of each word.
        tags: The part of speech of each word.
    """
    for ending in endings:
        owner = ending - 1
        while owner > 0 and deps[owner] == "flat" and heads[owner] < owner:
            owner = heads[owner]
        if owner < 0 or ending in path_up(owner, heads):
            continue
        heads[ending], deps[ending] = owner, "case"
        if heads[owner] > ending and deps[owner] in LOOSE:
            deps[owner] = "nmod:poss"
        elif deps[owner] != "nmod:poss":
            swap_possessed(owner, ending, heads, deps, tags)


def swap_possessed(owner: int, ending: int, heads: list[int], deps: list[str], tags: Sequence[str]) -> None:
    """Put the possessed noun in its possessor's place, where the tree has it below the possessor."""
    end = next((i for i in range(ending + 1, len(tags)) if tags[i] in ("PUNCT", "VERB", "ADP")), len(tags))
    below = [i for i in range(ending + 1, end) if heads[i] == owner and deps[i] in BEHIND]
    nouns = [i for i in below if tags[i] in ("NOUN", "PROPN")]
    if not nouns:
        return
    noun = nouns[-1]
    heads[noun], deps[noun] = (noun if heads[owner] == owner else heads[owner]), deps[owner]
    for i, head in enumerate(heads):
        if head == owner and i > ending and i != owner:
            heads[i] = noun
    heads[owner], deps[owner] = noun, "nmod:poss"


def path_up(word: int, heads: Sequence[int]) -> list[int]:
    """The words above a word, up to its root."""
    above: list[int] = []
    while heads[word] != word:
        word = heads[word]
        above.append(word)
    return above
