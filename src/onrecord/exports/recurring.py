"""Each claim with what other articles have of it, for formats that show it beside the claim."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import NamedTuple

from onrecord.claims import parse_claim
from onrecord.exports.material import AnyClaim
from onrecord.repeats import Repeats, Seen, Told, told_of


class Recurring(NamedTuple):
    """What is known of a claim from other articles."""

    seen: Seen | None
    """None where it stands in one article only."""
    voice: str | None
    """The speaker across articles."""


def recurring(claims: Iterable[AnyClaim]) -> Iterator[tuple[AnyClaim, Recurring]]:
    """The claims again, in their order, when all of them have been read.

    They wait in a temporary file, so memory does not grow with them.
    """
    with TemporaryFile() as waiting:

        def told() -> Iterator[Told]:
            for claim in claims:
                line = claim.model_dump_json().encode("utf-8", "surrogatepass")
                waiting.write(line + b"\n")
                yield told_of(claim)

        with Repeats(told()) as found:
            waiting.seek(0)
            for line, seen, voice in zip(waiting, found.each(), found.speakers(), strict=True):
                yield parse_claim(json.loads(line)), Recurring(seen, voice)
