"""Numbers as written: characters become lexemes, numerals, then joined amounts. No parse is needed."""
