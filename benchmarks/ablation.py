"""Ablation: which functions of a package affect the scores of the labelled articles when switched off.

python benchmarks/ablation.py ROOM GOLD [GOLD ...] [--task claims] [--least 0.05] [--json]

ROOM is a package under ``onrecord.pipes``: "figures" or "figures.attach". A function that is switched off
returns what says nothing: False or True, an empty list, None, its first argument. The language model reads
each text once; after that a function costs as much as the pipes do. A function that moves no score and that
no test misses is a candidate to go.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import json
import pkgutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

import onrecord
from onrecord.evaluation.reading import Row, read_rows
from onrecord.evaluation.tasks import Options, Task, make_task

Scores = dict[str, float]


def modules(room: str) -> list[ModuleType]:
    """All modules of a package."""
    package = importlib.import_module(f"onrecord.pipes.{room}")
    paths = getattr(package, "__path__", [])
    names = [one.name for one in pkgutil.walk_packages(paths, f"{package.__name__}.")]
    return [package, *map(importlib.import_module, names)]


def functions(room: str) -> Iterator[FunctionType]:
    """The functions defined in the modules of a package, without methods."""
    for module in modules(room):
        for value in vars(module).values():
            function = inspect.unwrap(value) if callable(value) else None
            if isinstance(function, FunctionType) and function.__module__ == module.__name__:
                yield function


def neutral(function: FunctionType) -> list[Callable[..., Any]]:
    """Replacements that make a function return nothing; empty if there are none known."""
    hints = dict(function.__annotations__)
    returned = hints.pop("return", "")
    if returned == "bool":
        return [lambda *_, **__: False, lambda *_, **__: True]
    if next(iter(hints.values()), None) == returned:
        return [lambda first, *_, **__: first]
    empty = (("list[", list), ("dict[", dict), ("tuple[()", tuple), ("set[", set), ("frozenset[", frozenset))
    for begin, make in empty:
        if returned.startswith(begin):
            return [lambda *_, make=make, **__: make()]
    if "Iterator[" in returned or "Iterable[" in returned or "Sequence[" in returned:
        return [lambda *_, **__: iter(())]
    return [lambda *_, **__: None] if returned.endswith("| None") else []


class Switched:
    """Replace a function in all modules for the duration of a ``with`` block."""

    def __init__(self, function: FunctionType, other: Callable[..., Any]) -> None:
        self._function, self._other = function, other
        self._held: list[tuple[ModuleType, str, Any]] = []

    def __enter__(self) -> None:
        for name, module in list(sys.modules.items()):
            if name.startswith("onrecord"):
                for key, value in list(vars(module).items()):
                    if callable(value) and inspect.unwrap(value) is self._function:
                        self._held.append((module, key, value))
                        setattr(module, key, self._other)

    def __exit__(self, *_: object) -> None:
        for module, key, value in self._held:
            setattr(module, key, value)


def read_docs(nlp: Language, rows: list[Row]) -> list[bytes]:
    """The language model's output for each text."""
    docs = []
    for row in rows:
        doc = nlp.make_doc(row["text"])
        doc._.published = row.get("published") or ""
        docs.append(nlp.get_pipe("onrecord_language")(doc).to_bytes())
    return docs


def read_pipes(nlp: Language, docs: list[bytes], rows: list[Row], task: Task) -> list[Row]:
    """What the current pipes find in each text, given the language model's output."""
    pipes = [pipe for name, pipe in nlp.pipeline if name != "onrecord_language"]
    found: list[Row] = []
    for row, data in zip(rows, docs, strict=True):
        doc = Doc(nlp.vocab).from_bytes(data)
        for pipe in pipes:
            doc = pipe(doc)
        found.append({"id": row["id"], **task.adapt(doc)})
    return found


def f1_of(rows: list[Row], found: list[Row], task: Task) -> Scores:
    """F1 of every line, in percent."""
    lines = task.score(rows, found)
    return {name: 100 * line["f1"] for name, line in lines.items() if isinstance(line, dict) and "f1" in line}


def ablate(room: str, gold: list[Path], task: Task, least: float) -> Iterator[dict[str, Any]]:
    """One row for each function and each replacement."""
    nlp = onrecord.load()
    rows = [row for path in gold for row in read_rows(path)]
    docs = read_docs(nlp, rows)
    before = f1_of(rows, read_pipes(nlp, docs, rows, task), task)
    for function in functions(room):
        name = f"{function.__module__.removeprefix('onrecord.pipes.')}.{function.__name__}"
        for number, other in enumerate(neutral(function)):
            with Switched(function, other):
                try:
                    after = f1_of(rows, read_pipes(nlp, docs, rows, task), task)
                except Exception as error:  # what nothing can replace
                    yield {"function": name, "as": number, "needed": f"{type(error).__name__}: {error}"[:80]}
                    continue
            moved = {key: round(after[key] - before[key], 2) for key in before}
            kept = {key: value for key, value in moved.items() if abs(value) >= least}
            yield {"function": name, "as": number, "moved": kept}


def arguments(description: str | None) -> argparse.ArgumentParser:
    """The arguments of every ablation; ``--least`` is its own."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("room")
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--task", default="claims")
    parser.add_argument("--json", action="store_true")
    return parser


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--least", type=float, default=0.05, help="change of F1 worth showing")
    options = parser.parse_args()
    task = make_task(options.task, Options())
    for row in ablate(options.room, options.gold, task, options.least):
        if options.json:
            print(json.dumps(row), flush=True)
        else:
            moved = row.get("needed") or " ".join(f"{k} {v:+}" for k, v in row["moved"].items()) or "nothing"
            print(f"{row['function']:50} {row['as']} {moved}", flush=True)


if __name__ == "__main__":
    main()
