"""The words that bound a number: "well over 40", "50 or more"."""
