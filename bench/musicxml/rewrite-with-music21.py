"""Reads MusicXML files with music21 and writes them again: rewrite-with-music21.py IN OUT [IN OUT]..."""

import sys

from music21 import converter

paths = sys.argv[1:]
for source, target in zip(paths[::2], paths[1::2]):
    converter.parse(source, forceSource=True).write("musicxml", fp=target, makeNotation=False)
