"""What several articles have in common: statements, figures, versions, speakers.

``told`` reads claims, ``archive`` keeps them in a temporary file; ``quotations``, ``figures``, ``versions``
and ``voices`` decide what is the same; ``groups`` queries it; ``found`` defines the results.
"""

from onrecord.repeats.changes import Changed
from onrecord.repeats.found import Heard, Place, Repeat, Role, Seen, Version
from onrecord.repeats.groups import Repeats
from onrecord.repeats.told import Told, read_told, told_of

__all__ = [
    "Changed",
    "Heard",
    "Place",
    "Repeat",
    "Repeats",
    "Role",
    "Seen",
    "Told",
    "Version",
    "read_told",
    "told_of",
]
