"""The same in several places: statements and figures other articles have too, versions, speakers.

``told`` reads claims, ``archive`` keeps them in a temporary file; ``quotations``, ``figures``, ``versions``
and ``voices`` say what is the same; ``groups`` puts it together, ``found`` is what comes out.
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
