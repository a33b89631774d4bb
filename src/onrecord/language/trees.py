"""The best dependency tree of one sentence: a single root, one head for each word, and no cycles."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.floating[Any]]
NEVER = -1e9
TRIED = 3
"""How many roots are tried one by one before a single run over all roots."""


def best_tree(scores: Scores) -> list[int]:
    """Heads of the words under the best tree with a single root.

    Args:
        scores: ``scores[word, head]``; the diagonal scores a word as the root.

    Returns:
        The head of each word; the root is its own head.
    """
    size = len(scores)
    if size == 1:
        return [0]
    others = scores.astype(np.float64)
    root_scores = others.diagonal().copy()
    np.fill_diagonal(others, NEVER)
    # The best heads of the other words give an upper bound for each root, so most roots can be skipped.
    greedy: list[int] = others.argmax(axis=1).tolist()
    most = others.max(axis=1)
    bounds = most.sum() + root_scores - most
    order = np.argsort(-bounds, kind="stable").tolist()
    best, best_score = greedy, -np.inf
    for tried, root in enumerate(order):
        if bounds[root] <= best_score:
            break
        if tried == TRIED:
            return _single_root(others, root_scores)
        heads = [*greedy[:root], root, *greedy[root + 1 :]]
        score = float(bounds[root])
        if not is_tree(heads):
            heads = _edmonds(others, root)
            arcs = others[np.arange(size), heads]
            arcs[root] = root_scores[root]
            score = float(arcs.sum())
        if score > best_score:
            best, best_score = heads, score
    return best


def is_tree(heads: list[int]) -> bool:
    """Whether the heads form one tree with one root."""
    roots = [word for word, head in enumerate(heads) if word == head]
    if len(roots) != 1:
        return False
    state = [0] * len(heads)
    state[roots[0]] = 2
    for word in range(len(heads)):
        path = []
        while state[word] == 0:
            state[word] = 1
            path.append(word)
            word = heads[word]
        if state[word] == 1:
            return False
        for seen in path:
            state[seen] = 2
    return True


def _single_root(others: Scores, root_scores: Scores) -> list[int]:
    """Chu-Liu/Edmonds with an artificial root after the words.

    If that root gets several children, each is penalised by more than any tree can gain, and it runs again.
    """
    root = len(others)
    graph = np.full((root + 1, root + 1), NEVER)
    graph[:root, :root] = others
    graph[:root, root] = root_scores
    heads = _edmonds(graph, root)
    if heads.count(root) > 2:
        real = np.concatenate((others[others > NEVER], root_scores))
        graph[:root, root] -= (float(real.max() - real.min()) + 1.0) * (root + 1)
        heads = _edmonds(graph, root)
    return [word if head == root else head for word, head in enumerate(heads[:root])]


def _edmonds(scores: Scores, root: int) -> list[int]:
    """The best arborescence from a root; contracts one cycle at a time, without recursion.

    The first node of a cycle represents all of it until the cycle is expanded again.
    """
    scores = scores.copy()
    heads: list[int] = scores.argmax(axis=1).tolist()
    heads[root] = root
    contracted: list[tuple[list[int], list[int], NDArray[np.intp], NDArray[np.intp]]] = []
    while cycle := _find_cycle(heads, root):
        first, inner = cycle[0], [heads[node] for node in cycle]
        entering = scores[cycle] - scores[cycle, inner][:, None]
        leaving = scores[:, cycle]
        contracted.append((cycle, inner, entering.argmax(axis=0), leaving.argmax(axis=1)))
        scores[first], scores[:, first] = entering.max(axis=0), leaving.max(axis=1)
        scores[:, cycle[1:]] = NEVER
        scores[first, first] = NEVER
        # The best heads of nodes outside the cycle do not change; only the edge into the cycle is recomputed.
        members = set(cycle)
        heads = [first if head in members or node in members else head for node, head in enumerate(heads)]
        heads[first] = int(scores[first].argmax())
    for cycle, inner, enter, leave in reversed(contracted):
        first = cycle[0]
        source = heads[first]
        heads = [cycle[leave[node]] if head == first else head for node, head in enumerate(heads)]
        for node, head in zip(cycle, inner, strict=True):
            heads[node] = head
        heads[cycle[enter[source]]] = source
    return heads


def _find_cycle(heads: list[int], root: int) -> list[int]:
    state = [0] * len(heads)
    state[root] = 2
    for node in range(len(heads)):
        path = []
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return []
