"""The grammar of figures: how numbers, currencies, units, nouns and bounds stand together in the prose of releases."""
