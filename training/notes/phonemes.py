"""Classes of phonemes that are sung differently."""

PAUSE, CONSONANT, VOWEL, SONORANT, APPROXIMANT = range(5)
