"""Ablation of conditions: which parts of the pipes' conditions change no claim when they are dropped.

python benchmarks/conditions.py ROOM GOLD [GOLD ...] [--least 1] [--json]

ROOM is a package or module under ``onrecord.pipes``. Each ``if``, each operand of ``and`` and ``or``, each
branch of a conditional expression and each filter of a comprehension is dropped alone, and the pipes read
all articles again. Printed is what changes fewer than ``--least`` of them, with the F1 it moves: a candidate
to go, unless it keeps the pipe from failing on texts that no newspaper prints.
"""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from ablation import arguments, f1_of, modules, read_docs, read_pipes

import onrecord
from onrecord.evaluation.reading import read_rows
from onrecord.evaluation.tasks import Options, Task, make_task


@dataclass(frozen=True)
class Variant:
    """A module without one part of a condition."""

    line: int
    dropped: str
    tree: ast.Module


def variants(source: str) -> Iterator[Variant]:
    """All variants of a module's source, in the order of ``ast.walk``."""
    for number, node in enumerate(ast.walk(ast.parse(source))):
        for part in parts(node):
            tree = ast.parse(source)
            twin = list(ast.walk(tree))[number]
            dropped = drop(twin, part)
            line = getattr(twin, "lineno", 0) or getattr(twin, "target", twin).lineno
            yield Variant(line, dropped, ast.fix_missing_locations(tree))


def parts(node: ast.AST) -> range:
    """Numbers of the parts of a condition that can be dropped."""
    if isinstance(node, ast.BoolOp):
        return range(len(node.values))
    if isinstance(node, ast.comprehension):
        return range(len(node.ifs))
    return range(2) if isinstance(node, ast.IfExp) else range(1) if isinstance(node, ast.If) else range(0)


def drop(node: ast.AST, part: int) -> str:
    """Drop one part of a condition in place, and return what it said."""
    if isinstance(node, ast.If):
        text, node.test = ast.unparse(node.test), ast.Constant(False)
    elif isinstance(node, ast.IfExp):
        text, node.test = ast.unparse(node), ast.Constant(part == 0)
    elif isinstance(node, ast.BoolOp):
        text = ast.unparse(node.values[part])
        node.values[part] = ast.Constant(isinstance(node.op, ast.And))
    else:
        assert isinstance(node, ast.comprehension)
        text = ast.unparse(node.ifs.pop(part))
    return text


def codes(code: CodeType) -> Iterator[CodeType]:
    """The code of all functions and methods in a module's code, without those inside functions."""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner
            if not inner.co_flags & inspect.CO_OPTIMIZED:  # the body of a class
                yield from codes(inner)


def functions(module: ModuleType) -> dict[str, FunctionType]:
    """All functions and methods of a module by qualified name."""
    values = [value for value in vars(module).values() if getattr(value, "__module__", "") == module.__name__]
    methods = [method for value in values if inspect.isclass(value) for method in vars(value).values()]
    plain = [getattr(value, "fget", None) or getattr(value, "func", value) for value in (*values, *methods)]
    found = (inspect.unwrap(value) for value in plain if callable(value))
    return {value.__qualname__: value for value in found if isinstance(value, FunctionType)}


def ablate(room: str, gold: list[Path], task: Task) -> Iterator[dict[str, Any]]:
    """One row for each variant: how many articles it changes, and the F1 it moves in percent."""
    nlp = onrecord.load()
    rows = [row for path in gold for row in read_rows(path)]
    docs = read_docs(nlp, rows)
    before = read_pipes(nlp, docs, rows, task)
    scores = f1_of(rows, before, task)
    for module in modules(room):
        own = functions(module)
        for variant in variants(inspect.getsource(module)):
            row = {"module": module.__name__, "line": variant.line, "dropped": variant.dropped}
            new = {code.co_qualname: code for code in codes(compile(variant.tree, "variant", "exec"))}
            held = {name: function.__code__ for name, function in own.items() if name in new}
            for name in held:
                own[name].__code__ = new[name]
            try:
                found = read_pipes(nlp, docs, rows, task)
            except Exception as error:  # what nothing can replace
                yield {**row, "needed": f"{type(error).__name__}: {error}"[:80]}
                continue
            finally:
                for name, code in held.items():
                    own[name].__code__ = code
            after = f1_of(rows, found, task)
            differences = {name: round(after[name] - f1, 2) for name, f1 in scores.items()}
            changed = sum(one != two for one, two in zip(before, found, strict=True))
            yield {**row, "changed": changed, "moved": {name: d for name, d in differences.items() if d}}


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--least", type=int, default=1, help="changed articles from which a part is needed")
    options = parser.parse_args()
    for row in ablate(options.room, options.gold, make_task(options.task, Options())):
        if row.get("changed", options.least) < options.least:
            moved = " ".join(f"{name} {value:+}" for name, value in row["moved"].items()) or "nothing"
            line = f"{row['module']}:{row['line']} {row['dropped']}\n    {row['changed']} changed, {moved}"
            print(json.dumps(row) if options.json else line, flush=True)


if __name__ == "__main__":
    main()
