"""Numbers as written: characters to lexemes, to numerals, to amounts joined. No parse is asked."""
