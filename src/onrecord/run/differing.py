"""How the settings and inputs of an unfinished run differ from those of the run that would resume it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import zip_longest
from typing import Any

from onrecord.run.settings import differences
from onrecord.run.worklist import Entry


def changed_settings(plan: Mapping[str, Any], settings: Mapping[str, Any]) -> list[str]:
    """The settings that have changed since a run was planned, one phrase each."""
    known = json.loads(json.dumps(settings))
    return list(differences({name: plan.get(name) for name in known}, known))


def changed_inputs(listed: Iterable[Entry], present: Iterable[Entry]) -> Iterator[str]:
    """The inputs that have changed since they were listed, up to the first that was added or removed."""
    for before, now in zip_longest(listed, present):
        if before != now:
            yield _change(before, now)
            if before is None or now is None or before.path != now.path:
                return  # all later inputs are out of step


def hash_of(lines: Iterable[bytes]) -> str:
    """SHA-256 of all lines."""
    total = sha256()
    for line in lines:
        total.update(line)
    return total.hexdigest()


def _change(before: Entry | None, now: Entry | None) -> str:
    if before is None:
        return f"{now.path if now else ''} is new"
    if now is None:
        return f"{before.path} is gone"
    if before.path != now.path:
        return f"{before.path} was the next input, now it is {now.path}"
    return f"{before.path} has changed"
