"""Finding and reading the model folder."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import ModelError
from onrecord.language.lemmas import Table

FORMAT = 2
NAME = "en_onrecord_news"
VARIABLE = "ONRECORD_MODEL"


@dataclass(frozen=True)
class ModelFiles:
    """A model folder, read except for the network itself."""

    network: Path
    vocabulary: list[str]
    labels: dict[str, list[str]]
    steps: dict[str, list[list[float]]]
    pointers: dict[str, Any]
    """Kinds of pointers, the width of their vectors, and learned scores for distance, sentences apart,
    identical words and frequency."""
    lemmas: Table
    version: str


def find_model(path: str | Path | None = None) -> Path:
    """The folder of the language model.

    Args:
        path: The folder; None tries the environment variable ``ONRECORD_MODEL``, the folder inside the
            installed package and the one in the source tree, in this order.

    Raises:
        ModelError: There is no such folder.
    """
    wanted = path or os.environ.get(VARIABLE)
    if wanted:
        folders = [Path(wanted)]
    else:
        package = Path(__file__).resolve().parents[1]
        folders = [package / "models" / NAME, package.parents[1] / "models" / NAME]
    for folder in folders:
        if (folder / "meta.json").is_file():
            return folder
    looked = " nor in ".join(str(folder) for folder in folders)
    raise ModelError(
        f"no language model in {looked}; install onrecord again, or point {VARIABLE} at a model folder"
    )


def read_model(folder: Path) -> ModelFiles:
    """Read a model folder.

    Raises:
        ModelError: A file is missing, damaged or of another format.
    """
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        lemmas = json.loads((folder / "lemmas.json").read_text(encoding="utf-8"))
        vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder}: damaged language model ({error}); install onrecord again") from error
    if meta.get("format") != FORMAT:
        raise ModelError(
            f"{folder / 'meta.json'}: format {meta.get('format')!r}, but this onrecord reads {FORMAT}; "
            "use the model that came with it"
        )
    return ModelFiles(
        network=folder / "model.onnx",
        vocabulary=vocabulary,
        labels=meta["labels"],
        steps=meta["steps"],
        pointers=meta["pointers"],
        lemmas=lemmas,
        version=f"{meta['name']}-{meta['version']}",
    )
