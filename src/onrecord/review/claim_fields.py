"""The few fields that claims are sorted and filtered by, decoded from their lines without the rest."""

from __future__ import annotations

from typing import Any, Literal

import msgspec


class ArticleName(msgspec.Struct, gc=False):
    """Where a claim was found."""

    id: str
    outlet: str | None = None


class SpeakerName(msgspec.Struct, gc=False):
    """Who a source resolves to."""

    name: str
    kind: str = ""


class MeasuredWords(msgspec.Struct, gc=False):
    """What a figure counts."""

    text: str


class ClaimFields(msgspec.Struct, gc=False):
    """A few fields of a claim; only these are checked for their type."""

    schema_version: Literal[1]
    id: str
    fingerprint: str
    kind: str
    article: ArticleName
    text: str
    confidence: float
    rule: str
    speaker: SpeakerName | None = None
    mode: str = ""
    """Of a statement."""
    figures: list[str] | None = None
    unit: str = ""
    """Of a figure, like all that follows."""
    value: Any = None
    measured: MeasuredWords | None = None
    figure_kind: str = ""

    def hashes(self) -> bytes:
        """Id and fingerprint, twelve bytes each.

        Raises:
            ValueError: They are not 24 hexadecimal digits each.
        """
        both = bytes.fromhex(self.id + self.fingerprint)
        if len(both) != 24 or len(self.id) != 24:
            raise ValueError("id or fingerprint has not 24 digits")
        return both


_DECODER = msgspec.json.Decoder(ClaimFields)


def read_claim_fields(line: bytes) -> ClaimFields:
    """The fields of one line.

    Raises:
        ValueError: The line is not a JSON object with the fields of a claim.
    """
    try:
        return _DECODER.decode(line)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError(str(error)) from error
