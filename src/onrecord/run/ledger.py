"""The record of an unfinished run: its settings, its work list, and a part file for each unit that is done.

It is kept beside the claims, in ``.claims.jsonl.work``, and deleted once they are complete. It is consistent
after a crash or power cut at any moment: the plan is written last when a run begins and deleted first.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from onrecord.errors import ConfigError
from onrecord.readers import Inputs
from onrecord.run.differing import changed_inputs, changed_settings, hash_of
from onrecord.run.disk import (
    UNFINISHED,
    Disk,
    locked,
    make_folder,
    names_in,
    read_whole,
    remove,
    remove_folder,
    write_whole,
)
from onrecord.run.files import WholeFile
from onrecord.run.parts import Part, sealed, unsealed
from onrecord.run.unit import name_of
from onrecord.run.worklist import Entry, Unit, list_inputs, read_list

PLAN, LIST, PARTS, LOCK, BEGIN = "plan.json", "inputs.jsonl", "parts", "lock", "begin.lock"
FOLDER = 1000
"""Maximum number of parts per folder."""
NAMED = 5
"""How many differences an error message lists."""


@dataclass(slots=True)
class Ledger:
    """The unfinished run of one output.

    Args:
        claims: The output: the file the claims will go to.
        disk: The system calls to use.
    """

    claims: Path
    disk: Disk = field(default_factory=Disk)
    run: str = ""
    """Id of the run: a hash of its settings and work list."""
    resumed: bool = False
    """Whether the run was started earlier."""
    _listed: tuple[str, frozenset[str]] = ("", frozenset())

    @property
    def folder(self) -> Path:
        """The folder of the record."""
        return self.claims.with_name(f".{self.claims.name}.work")

    @contextmanager
    def open(
        self,
        settings: Mapping[str, Any],
        inputs: Inputs,
        *,
        shared: bool = False,
        restart: bool = False,
        on_locked: Callable[[], None] = lambda: None,
        keep: Callable[[], None] | None = None,
    ) -> Iterator[None]:
        """Start the run or resume it, and hold its lock until the block ends.

        Args:
            settings: Everything besides the inputs that determines the output.
            inputs: The current inputs.
            shared: Whether other processes may work on other shards of the same run.
            restart: Whether to discard an unfinished run.
            on_locked: Called once no other process can be writing.
            keep: Saves the results of an unfinished run whose inputs have changed; without it, that is an
                error.

        Raises:
            ConfigError: There is an unfinished run with other settings or inputs, another process is working
                on it, or the files cannot be written.
        """
        try:
            make_folder(self.folder, self.disk)
            with locked(self.folder / LOCK, self.claims, shared=shared):
                with locked(self.folder / BEGIN, self.claims, wait=True):
                    on_locked()
                    self._start_or_resume(settings, inputs, restart, None if shared else keep)
                yield
        except OSError as error:
            where = error.filename or self.folder
            raise ConfigError(
                f"{where} cannot be written: {error.strerror or error}; what is done is kept: run it again"
            ) from error

    def entries(self) -> Iterator[Entry]:
        """The work list."""
        return read_list(self._lines())

    def find(self, unit: Unit) -> Part | None:
        """The part of a unit, or None if there is no complete one. Lists each folder only once."""
        place = self._place(unit)
        folder = place.parent
        if self._listed[0] != folder.name:
            self._listed = (folder.name, frozenset(names_in(folder, self.disk)))
        if place.name not in self._listed[1]:
            return None
        return self.read(unit)

    def read(self, unit: Unit) -> Part | None:
        """The part of a unit as it is on disk now, or None if there is no complete one."""
        try:
            return Part(read_whole(self._place(unit), self.disk), self.run, name_of(unit))
        except (FileNotFoundError, ValueError):
            return None

    def put(self, unit: Unit, data: bytes) -> None:
        """Store the part of a unit."""
        place = self._place(unit)
        make_folder(place.parent, self.disk)
        write_whole(place, data, self.disk)

    def drop(self, unit: Unit) -> None:
        """Delete the part of a unit."""
        remove(self._place(unit), self.disk)

    def is_empty(self) -> bool:
        """Whether there are no parts yet."""
        return not any(names_in(folder, self.disk) for folder in self._part_folders())

    def clear(self) -> None:
        """Delete the record."""
        self._empty()
        for name in names_in(self.folder, self.disk):
            if name in (LIST, LOCK, BEGIN) or name.endswith((UNFINISHED, ".part")):
                remove(self.folder / name, self.disk)
        remove_folder(self.folder, self.disk)

    def _start_or_resume(
        self,
        settings: Mapping[str, Any],
        inputs: Inputs,
        restart: bool,
        keep: Callable[[], None] | None,
    ) -> None:
        if restart:
            self._empty()
        plan = self._plan()
        if plan is None:
            self._start(settings, inputs)
        elif keep is None or not self._only_inputs_changed(plan, settings, inputs):
            self._compare(plan, settings, inputs)
            self.resumed = True
        else:
            keep()
            self._empty()
            self._start(settings, inputs)
            self.resumed = True

    def _only_inputs_changed(self, plan: dict[str, Any], settings: Mapping[str, Any], inputs: Inputs) -> bool:
        """Whether the inputs, and nothing else, have changed since the unfinished run was started."""
        listed = plan["inputs"]["sha256"]
        return (
            not changed_settings(plan, settings)
            and hash_of(self._lines()) == listed
            and hash_of(entry.line() for entry in list_inputs(inputs)) != listed
        )

    def _start(self, settings: Mapping[str, Any], inputs: Inputs) -> None:
        plan = {**settings, "inputs": self._write_list(inputs)}
        data = sealed(json.dumps(plan, sort_keys=True).encode("ascii") + b"\n")
        write_whole(self.folder / PLAN, data, self.disk)
        self.run = _id_of(data)

    def _empty(self) -> None:
        remove(self.folder / PLAN, self.disk)
        for folder in self._part_folders():
            for name in names_in(folder, self.disk):
                remove(folder / name, self.disk)
            remove_folder(folder, self.disk)
        remove_folder(self.folder / PARTS, self.disk)

    def _write_list(self, inputs: Inputs) -> dict[str, Any]:
        size = 0
        with WholeFile(self.folder / LIST, self.disk) as file:
            for entry in list_inputs(inputs):
                file.put(entry.line())
                size += entry.size
            file.commit()
        return {"count": file.lines, "bytes": size, "sha256": file.sha256}

    def _lines(self) -> Iterator[bytes]:
        try:
            with (self.folder / LIST).open("rb") as lines:
                yield from lines
        except FileNotFoundError:
            return

    def _plan(self) -> dict[str, Any] | None:
        try:
            data = read_whole(self.folder / PLAN, self.disk)
            plan: dict[str, Any] = json.loads(unsealed(data))
        except (FileNotFoundError, ValueError):
            return None
        self.run = _id_of(data)
        return plan

    def _compare(self, plan: dict[str, Any], settings: Mapping[str, Any], inputs: Inputs) -> None:
        changes = changed_settings(plan, settings)
        whole = hash_of(self._lines()) == plan["inputs"]["sha256"]
        if hash_of(entry.line() for entry in list_inputs(inputs)) != plan["inputs"]["sha256"]:
            changes += (
                changed_inputs(self.entries(), list_inputs(inputs)) if whole else ["the inputs have changed"]
            )
        elif not whole:
            self._write_list(inputs)
        if changes:
            listed = "".join(f"\n  {line}" for line in changes[:NAMED])
            raise ConfigError(
                f"{self.claims}: an unfinished run has other settings or inputs:{listed}\n"
                "Run it as before to finish it, or with --restart to discard its results"
            )

    def _place(self, unit: Unit) -> Path:
        group = f"{unit.batch:08}-{unit.block // FOLDER:05}" if unit.large else f"{unit.batch // FOLDER:05}"
        return self.folder / PARTS / group / f"{name_of(unit)}.part"

    def _part_folders(self) -> list[Path]:
        parts = self.folder / PARTS
        return [parts / name for name in names_in(parts, self.disk)]


def _id_of(plan: bytes) -> str:
    return sha256(plan).hexdigest()[:32]
