"""The best tree of one sentence: every word has a head, one word is the root, nothing goes in circles."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.floating[Any]]
NEVER = -1e9
TRIED = 3
"""Roots to try one by one before all are tried at once."""


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
    root_scores = np.diag(scores).astype(np.float64)
    others = np.array(scores, dtype=np.float64)
    np.fill_diagonal(others, NEVER)
    # No tree under a root beats every other word's best head, so most roots need not be tried.
    most = others.max(axis=1)
    bounds = most.sum() + root_scores - most
    order = np.argsort(-bounds, kind="stable").tolist()
    greedy: list[int] = others.argmax(axis=1).tolist()
    best, best_score = greedy, -np.inf
    for tried, root in enumerate(order):
        if bounds[root] <= best_score:
            break
        if tried == TRIED:
            return _single_root(others, root_scores)
        heads = [*greedy[:root], root, *greedy[root + 1 :]]
        score = float(bounds[root])
        if not is_tree(heads):
            heads = _rooted(others, root)
            score = float(sum(others[word, head] for word, head in enumerate(heads) if word != root))
            score += float(root_scores[root])
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


def _rooted(others: Scores, root: int) -> list[int]:
    """The best tree under one given root."""
    nodes = [root, *(word for word in range(len(others)) if word != root)]
    heads = [root] * len(nodes)
    for place, head in enumerate(_edmonds(others[np.ix_(nodes, nodes)])):
        heads[nodes[place]] = nodes[head]
    return heads


def _single_root(others: Scores, root_scores: Scores) -> list[int]:
    """Chu-Liu/Edmonds with an added root above the sentence.

    If the best tree gives that root several children, each is made dearer by more than any tree can gain.
    """
    size = len(others)
    graph = np.full((size + 1, size + 1), NEVER)
    graph[1:, 1:] = others
    graph[1:, 0] = root_scores
    heads = _edmonds(graph)
    if heads.count(0) > 2:
        real = np.concatenate((others[others > NEVER], root_scores))
        graph[1:, 0] -= (float(real.max() - real.min()) + 1.0) * (size + 1)
        heads = _edmonds(graph)
    return [word if head == 0 else head - 1 for word, head in enumerate(heads[1:])]


def _edmonds(scores: Scores) -> list[int]:
    """Best arborescence from node 0, contracting one cycle at a time, without recursion."""
    size = len(scores)
    # Members of a contracted node are remembered as the cycle it stands for and the arcs chosen in it.
    levels: list[tuple[Scores, list[int], list[int], list[int], NDArray[np.intp], NDArray[np.intp]]] = []
    while True:
        heads = [0, *scores[1:].argmax(axis=1).tolist()] if len(scores) > 1 else [0]
        cycle = _find_cycle(heads)
        if not cycle:
            break
        inside = np.array(cycle)
        outside = [node for node in range(len(scores)) if node not in set(cycle)]
        kept = np.array([scores[node, heads[node]] for node in cycle])
        smaller = np.full((len(outside) + 1, len(outside) + 1), NEVER)
        smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
        entering = scores[np.ix_(cycle, outside)] - kept[:, None]
        leaving = scores[np.ix_(outside, cycle)]
        enter, leave = inside[entering.argmax(axis=0)], inside[leaving.argmax(axis=1)]
        smaller[-1, :-1] = entering.max(axis=0)
        smaller[:-1, -1] = leaving.max(axis=1)
        smaller[0] = NEVER
        levels.append((scores, heads, cycle, outside, enter, leave))
        scores = smaller
    for _, inner, _, outside, enter, leave in reversed(levels):
        full = list(inner)
        merged = len(outside)
        for place, node in enumerate(outside):
            if place:
                head = heads[place]
                full[node] = int(leave[place]) if head == merged else outside[head]
        source = heads[merged]
        full[int(enter[source])] = outside[source]
        heads = full
    assert len(heads) == size
    return heads


def _find_cycle(heads: list[int]) -> list[int]:
    state = [0] * len(heads)
    state[0] = 2
    for node in range(1, len(heads)):
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
