"""Numbers whose characters alone make them no figures: the rules of ``exclusions.toml``.

Whether a number is no figure by its sense (a year, a name, the pronoun "one") the language model decides.
"""
