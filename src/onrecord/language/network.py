"""The exported network: one window in, the scores of all heads out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import ArrayLike, NDArray

from onrecord.errors import ModelError

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Scores:
    """Scores for the words of one window; the first axis is the word."""

    upos: Array
    xpos: Array
    sent: Array
    ner: Array
    attr: Array
    news: Array
    """Entities by Reuters' conventions; ``ner`` has those of the treebanks."""
    roles: Array
    """Roles by our guidelines; ``attr`` has PolNeAR's."""
    kind: Array
    change: Array
    bound: Array
    """The kind of a number, its direction of change, and its bound."""
    arcs: Array
    """(word, head); the diagonal scores the word as the root."""
    links: Array
    """(word, first word of the role it belongs to), for ``attr``."""
    roles_links: Array
    """The same for ``roles``."""
    dep_children: Array
    """(word, label, width), or flat; its product with the head's row in ``dep_heads`` scores the labels."""
    dep_heads: Array
    anchors: Array
    targets: Array
    """(word, kinds of pointers * width); the product of an anchor and a target scores a pointer."""
    nothing: Array
    """(word, kind of pointer): the score for pointing to nothing."""

    def deps(self, words: slice, heads: NDArray[np.intp]) -> Array:
        """Scores of the dependency labels of some words, each under its head."""
        children = self.dep_children.reshape(len(self.dep_heads), -1, self.dep_heads.shape[1])
        chosen: Array = np.einsum("trj,tj->tr", children[words], self.dep_heads[heads])
        return chosen


OUTPUTS = tuple(Scores.__dataclass_fields__)


class Network:
    """An ONNX Runtime session that reads one window per call.

    Windows are not batched: int8 scales are computed over a whole call, so a text's results would depend on
    the texts that share its batch.

    Args:
        path: The ONNX file.
        threads: How many threads one call may use.

    Raises:
        ModelError: The file is missing or is not such a network.
    """

    def __init__(self, path: Path, threads: int) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session: Any = onnxruntime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime's exceptions share no base class
            raise ModelError(f"{path}: cannot be loaded ({error}); install onrecord again") from error

    def __call__(self, ids: ArrayLike, case: ArrayLike, first: ArrayLike) -> Scores:
        """Score one window.

        Args:
            ids: Word pieces, including the start and end marks.
            case: Case of the word each piece belongs to.
            first: Position of each word's first piece.
        """
        inputs = {
            "ids": np.asarray(ids, dtype=np.int64),
            "case": np.asarray(case, dtype=np.int64),
            "first": np.asarray(first, dtype=np.int64),
        }
        return Scores(*self._session.run(OUTPUTS, inputs))
