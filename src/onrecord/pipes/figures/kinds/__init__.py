"""Kinds that do not follow from a unit: ages, ranks, scores, multiples."""
