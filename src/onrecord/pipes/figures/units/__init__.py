"""Currencies and units of measurement beside a number, and what an amount is reckoned by."""
