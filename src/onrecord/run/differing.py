"""In what an unfinished run differs from one that would go on with it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import zip_longest
from typing import Any

from onrecord.run.settings import differences
from onrecord.run.worklist import Entry


def differing(plan: Mapping[str, Any], settings: Mapping[str, Any]) -> list[str]:
    """What has changed of the settings since a run was planned, a phrase each."""
    known = json.loads(json.dumps(settings))
    return list(differences({name: plan.get(name) for name in known}, known))


def changes(listed: Iterable[Entry], found: Iterable[Entry]) -> Iterator[str]:
    """What has changed of the inputs since they were listed, as far as that can be told."""
    for before, now in zip_longest(listed, found):
        if before != now:
            yield _change(before, now)
            if before is None or now is None or before.path != now.path:
                return  # all that follow are shifted


def hash_of(lines: Iterable[bytes]) -> str:
    """SHA-256 over lines."""
    found = sha256()
    for line in lines:
        found.update(line)
    return found.hexdigest()


def _change(before: Entry | None, now: Entry | None) -> str:
    if before is None:
        return f"{now.path if now else ''} is new"
    if now is None:
        return f"{before.path} is gone"
    if before.path != now.path:
        return f"{before.path} was the next input, now it is {now.path}"
    return f"{before.path} has changed"
