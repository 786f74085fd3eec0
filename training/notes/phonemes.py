"""Kinds of phonemes, as far as singing treats them differently."""

PAUSE, CONSONANT, VOWEL, SONORANT, APPROXIMANT = range(5)
