"""A stand-in for the pipeline behind ``run_job``'s own seam, and disks that fail; real otherwise."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import signal
import time
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.language.loading import FORMAT
from onrecord.readers import Article, Failure, Inputs, ReadOptions
from onrecord.run import Joined, Outcome, Outputs, RunConfig, Work, run_job
from onrecord.run.disk import Disk

CLAIMS, ERRORS, MANIFEST = "claims.jsonl", "errors.jsonl", "manifest.json"
HOARDED: list[bytearray] = []


@dataclass
class Word:
    """What the stand-in finds: a word of an article."""

    article: str
    text: str
    kind: str = "figure"

    def model_dump_json(self) -> str:
        return json.dumps({"article": self.article, "text": self.text}, ensure_ascii=False)


def load(config: RunConfig) -> Any:
    """The stand-in: every word is a claim. Some words misbehave as articles do."""
    return extract


def extract(article: Article) -> Outcome:
    words = article.text.split()
    if "fail" in words:
        return Outcome(article, [], [Failure(article.id, article.path, "process", "ArticleError", "failed")])
    if "hang" in words:  # as compiled code does: no signal comes through
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        time.sleep(600)
    if "greedy" in words:
        ctypes.memset(ctypes.create_string_buffer(1_000_000_000), 1, 1_000_000_000)
    if "roomy" in words:
        bytearray(300_000_000)
    if "hoard" in words:  # as compiled code does: what it took does not come free when it fails
        HOARDED.append(bytearray(400_000_000))
        raise MemoryError
    if "die" in words:
        os.kill(os.getpid(), signal.SIGKILL)
    if "once" in words and not os.path.exists(words[-1]):
        open(words[-1], "x").close()
        os.kill(os.getpid(), signal.SIGKILL)
    if "slow" in words:
        time.sleep(0.005)
    return Outcome(article, [Word(article.id, word) for word in words], [])  # type: ignore[list-item]


def model_folder(root: Path) -> Path:
    """A language model as far as a run looks at it that never loads it."""
    folder = root / "model"
    folder.mkdir()
    meta = {"format": FORMAT, "name": "standin", "version": "1", "labels": {}, "steps": {}, "pointers": {}}
    for name, content in (("meta.json", json.dumps(meta)), ("lemmas.json", "{}"), ("vocab.txt", "")):
        (folder / name).write_text(content)
    return folder


def in_a_child(call: Callable[[], object]) -> int:
    """Call it in a copy of this process; the signal that ended that."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # numpy has threads; the copy does not use them
        child = os.fork()
    if not child:
        call()
        os._exit(0)
    return os.WTERMSIG(os.waitpid(child, 0)[1])


@dataclass
class Runs:
    """Inputs, and runs over them into one place."""

    root: Path
    name: str = "out"

    @classmethod
    def make(cls, root: Path, *, files: int = 20, rows: int = 0, word: str = "") -> Runs:
        """Short texts, some of them there twice, some bad; and a large file of so many rows."""
        folder = root / "in"
        folder.mkdir()
        for number in range(files):
            text = f"{word} alpha {number % 17} {'fail' if number % 7 == 3 else 'beta'}"
            (folder / f"{number:03}.txt").write_text(text)
        (folder / "0-bad.txt").write_bytes(b"\xff\xff")
        if rows:
            lines = [
                json.dumps({"id": f"row{n}", "text": f"{word} row {n % 31}", "x": "x" * 9000})
                for n in range(rows)
            ]
            (folder / "rows.jsonl").write_text("\n".join([*lines, "{"]) + "\n")
        return cls(root)

    @property
    def out(self) -> Path:
        return self.root / self.name / CLAIMS

    def at(self, name: str) -> Runs:
        """The same inputs, another place."""
        return Runs(self.root, name)

    def inputs(self) -> Inputs:
        return Inputs([str(self.root / "in")], ReadOptions())

    def go(self, disk: Disk | None = None, config: RunConfig | None = None, **work: Any) -> Joined:
        """A run, in this process unless said otherwise."""
        how = Work(disk=disk or QuickDisk(), **{"workers": 0, **work})
        outputs = Outputs.beside(self.out)
        return run_job(self.inputs(), outputs, config or RunConfig(), ReadOptions(), work=how, load=load)

    def files(self) -> dict[str, bytes]:
        """What there is to see, the times left out."""
        paths = [self.out.with_name(name) for name in (CLAIMS, ERRORS)]
        return {path.name: path.read_bytes() for path in paths if path.exists()}

    def left(self) -> list[str]:
        """Names in the folder of the outputs."""
        return sorted(path.name for path in self.out.parent.iterdir())

    def once_each(self) -> None:
        """Check that every article is there exactly once."""
        claims = [json.loads(line)["article"] for line in self.out.read_text().splitlines()]
        whole = [one for number, one in enumerate(claims) if number == 0 or claims[number - 1] != one]
        lines = self.out.with_name(ERRORS).read_text().splitlines()
        failed = [json.loads(line)["article"] for line in lines]
        folder = self.root / "in"
        names = [path.as_posix() for path in sorted(folder.glob("*.txt"))]
        if (folder / "rows.jsonl").exists():
            rows = (folder / "rows.jsonl").read_text().splitlines()
            names += [f"row{number}" for number in range(len(rows) - 1)]
            names += [f"{folder.as_posix()}/rows.jsonl:{len(rows)}"]
        assert Counter(whole + failed) == Counter(names)


class QuickDisk(Disk):
    """A disk that does not wait for itself; what a process has written is there after it is killed."""

    def sync(self, handle: int) -> None:
        pass


@dataclass
class CountingDisk(QuickDisk):
    """Counts the calls to the system, and does something bad at one of them."""

    at: int = -1
    count: int = 0
    calls: list[str] = field(default_factory=list)

    def _call(self, name: str) -> bool:
        self.count += 1
        self.calls.append(name)
        return self.count - 1 == self.at

    def bad(self, name: str) -> None:
        """What happens instead of the call."""

    def __getattribute__(self, name: str) -> Any:
        method = super().__getattribute__(name)
        if name not in PRIMITIVES:
            return method

        def call(*given: Any) -> Any:
            if self._call(name):
                if name == "write":
                    method(given[0], given[1][: len(given[1]) // 2])
                self.bad(name)
            return method(*given)

        return call


PRIMITIVES = {name for name in vars(Disk) if not name.startswith("_")}


@dataclass
class FullDisk(CountingDisk):
    """One call fails, a write in its middle."""

    error: int = errno.ENOSPC

    def bad(self, name: str) -> None:
        raise OSError(self.error, os.strerror(self.error))


class ShortDisk(QuickDisk):
    """Every write is cut short."""

    def write(self, handle: int, data: memoryview) -> int:
        return super().write(handle, data[: max(1, len(data) // 2)])


class DeadlyDisk(CountingDisk):
    """The process dies before one call, or in the middle of a write."""

    def bad(self, name: str) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


class PowerCut(DeadlyDisk):
    """The power goes before one call, or in the middle of a write, and what was not synced is lost.

    The bytes of a file are safe when it was synced, the names in a folder when the folder was.
    """

    def __init__(self, at: int = -1) -> None:
        super().__init__(at)
        self._paths: dict[int, Path] = {}
        self._unsafe: set[Path] = set()
        self._changes: list[tuple[Path, bytes | None]] = []
        """Names that are not safe, and what they stood for before."""

    def open(self, path: Path, flags: int) -> int:
        handle = super().open(path, flags)
        self._paths[handle] = path
        return handle

    def write(self, handle: int, data: memoryview) -> int:
        self._unsafe.add(self._paths[handle])
        return super().write(handle, data)

    def sync(self, handle: int) -> None:
        path = self._paths[handle]
        self._unsafe.discard(path)
        self._changes = [change for change in self._changes if change[0].parent != path]

    def rename(self, old: Path, new: Path) -> None:
        self._changes.append((new, new.read_bytes() if new.exists() else None))
        super().rename(old, new)
        if old in self._unsafe:
            self._unsafe.add(new)

    def remove(self, path: Path) -> None:
        self._changes.append((path, path.read_bytes()))
        super().remove(path)

    def make_folder(self, path: Path) -> None:
        missing = [folder for folder in (path, *path.parents) if not folder.exists()]
        self._changes += [(folder, None) for folder in reversed(missing)]
        super().make_folder(path)

    def bad(self, name: str) -> None:
        self.lose()
        super().bad(name)

    def lose(self) -> None:
        """Lose what is not safe."""
        for path in self._unsafe:
            if path.exists():
                os.truncate(path, path.stat().st_size // 2)
        for path, before in reversed(self._lost()):
            if before is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(before)
            elif path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def _lost(self) -> list[tuple[Path, bytes | None]]:
        return self._changes


class LuckyPowerCut(PowerCut):
    """The same, but every second of the names was safe already: disks keep no order."""

    def _lost(self) -> list[tuple[Path, bytes | None]]:
        return self._changes[self.at % 2 :: 2]
