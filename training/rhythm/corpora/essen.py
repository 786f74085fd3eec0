"""The Essen folk songs, from the files of the package music21. The package itself is not imported."""

import importlib.util
import pathlib
import re

from .measures import MEASURE, QUARTER, join_measures, same_time

CORPORA = {"kinder": "children", "han": "chinese"}
SKIPPED = ("test", "variant")
# These songs use a small part of ABC: notes, accidentals, whole lengths, ties and bars.
TOKEN = re.compile(r"\||\n|([_=^]*)([A-Ga-gz])([,']*)(\d*)(-?)")
STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
SHARPS = "FCGDAEB"
FIFTHS = {k: i - 7 for i, k in enumerate("Cb Gb Db Ab Eb Bb F C G D A E B F# C#".split())}
MINOR = -3


def tunes():
    """Yields corpus, time signature and notes of each song."""
    package = importlib.util.find_spec("music21").submodule_search_locations[0]
    for path in sorted(pathlib.Path(package, "corpus/essenFolksong").glob("*.abc")):
        if path.stem.startswith(SKIPPED):
            continue
        corpus = CORPORA.get(path.stem.rstrip("0123456789"), "folk")
        songs = re.split(r"^(?=X:)", path.read_text("utf8", "replace"), flags=re.M)[1:]
        for text in songs:
            time = field(text, "M")
            yield corpus, time, join_measures(list(read_measures(text, time)), time)


def field(text, name):
    return re.search(rf"^{name}: *(\S+)", text, re.M)[1]


def key_accidentals(key):
    fifths = FIFTHS.get(key.removesuffix("m"), 0) + MINOR * key.endswith("m")
    letters = SHARPS[:fifths] if fifths > 0 else SHARPS[::-1][:-fifths]
    return {letter: 1 if fifths > 0 else -1 for letter in letters}


def read_measures(text, time):
    full = MEASURE.get(same_time(time))
    unit = 4 * QUARTER // int(field(text, "L").split("/")[1])
    in_key = key_accidentals(field(text, "K"))
    body = "\n".join(line for line in text.splitlines() if not re.match("[A-Z]:|%", line))
    measure, changed = [], {}
    for token in TOKEN.finditer(body):
        sign, letter, octaves, length, tie = token.groups()
        if letter:
            midi, name = None, letter.upper()
            if letter != "z":
                octave = letter.islower() + octaves.count("'") - octaves.count(",")
                if sign:
                    changed[name, octave] = sign.count("^") - sign.count("_")
                midi = 60 + 12 * octave + STEPS[name]
                midi += changed.get((name, octave), in_key.get(name, 0))
            measure.append([unit * int(length or 1), midi, bool(tie)])
        # A measure at the end of a line has no bar.
        elif token[0] == "|" or sum(ticks for ticks, *_ in measure) == full:
            yield measure
            measure, changed = [], {}
    yield measure
