"""Money, periods and Danish text: the standard library only."""
