"""What is in a file of claims: who speaks, with which words, what is counted, and what failed."""

from onrecord.stats.counting import Stats, count_claims
from onrecord.stats.tally import Tallies

__all__ = ["Stats", "Tallies", "count_claims"]
