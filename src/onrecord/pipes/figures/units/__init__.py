"""Currencies and units of measurement beside a number, and the denominators of rates."""
