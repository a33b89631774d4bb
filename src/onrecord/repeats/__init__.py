"""What several articles have in common: statements, figures, versions, speakers.

``compared`` reads claims, ``archive`` keeps them in a temporary file; ``quotations``, ``figures``,
``versions`` and ``voices`` decide what is the same; ``groups`` queries it; ``results`` defines what is
returned.
"""

from onrecord.repeats.changes import Changed
from onrecord.repeats.compared import ComparedClaim, compared_claim_of, read_compared_claims
from onrecord.repeats.groups import Repeats
from onrecord.repeats.results import Heard, Place, Repeat, Role, Seen, Version

__all__ = [
    "Changed",
    "ComparedClaim",
    "Heard",
    "Place",
    "Repeat",
    "Repeats",
    "Role",
    "Seen",
    "Version",
    "compared_claim_of",
    "read_compared_claims",
]
