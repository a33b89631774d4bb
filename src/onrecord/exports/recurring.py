"""Each claim with its repeats in other articles, for formats that show them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import NamedTuple

from onrecord.claims import parse_claim
from onrecord.exports.material import AnyClaim
from onrecord.repeats import ComparedClaim, Repeats, Seen, compared_claim_of


class Recurring(NamedTuple):
    """Repeats of a claim in other articles."""

    seen: Seen | None
    """None if only one article has it."""
    voice: str | None
    """The speaker across articles."""


def recurring(claims: Iterable[AnyClaim]) -> Iterator[tuple[AnyClaim, Recurring]]:
    """The claims in their order, once all have been read.

    They are kept in a temporary file, so memory does not grow.
    """
    with TemporaryFile() as waiting:

        def compared_claims() -> Iterator[ComparedClaim]:
            for claim in claims:
                line = claim.model_dump_json().encode("utf-8", "surrogatepass")
                waiting.write(line + b"\n")
                yield compared_claim_of(claim)

        with Repeats(compared_claims()) as repeats:
            waiting.seek(0)
            for line, seen, voice in zip(waiting, repeats.each(), repeats.speakers(), strict=True):
                yield parse_claim(json.loads(line)), Recurring(seen, voice)
