"""Collects printed tunes: tunes.jsonl for training, and every fifth tune in held-out.jsonl.

    python3 collect-tunes.py OpenEWLD POP909-Dataset

The arguments are copies of the repositories OpenEWLD and POP909-Dataset; the Essen folk songs are part
of the package music21. Needs mido. Leaves out duplicates, and tunes whose time signature changes or
whose measures do not add up to it. Each line is {"time": "3/4", "corpus": "folk", "notes": [[onset,
duration, midi], ...]} in ticks of 48 to a quarter. Measures start at multiples of their length.
"""

import collections
import json
import sys

from corpora import essen, open_ewld, pop909
from corpora.measures import MEASURE, same_time

MIN_NOTES = 16
HELD_OUT_EVERY = 5


def distinct_tunes(tunes):
    seen = set()
    for corpus, time, notes in tunes:
        time = same_time(time)
        if time not in MEASURE or not notes or len(notes) < MIN_NOTES:
            continue
        intervals = tuple((b[0] - a[0], b[2] - a[2]) for a, b in zip(notes, notes[1:]))
        if intervals not in seen:
            seen.add(intervals)
            yield {"time": time, "corpus": corpus, "notes": notes}


def main():
    tunes = [*essen.tunes(), *open_ewld.tunes(sys.argv[1]), *pop909.tunes(sys.argv[2])]
    counts = collections.Counter()
    with open("tunes.jsonl", "w") as training, open("held-out.jsonl", "w") as held_out:
        for i, tune in enumerate(distinct_tunes(tunes), 1):
            print(json.dumps(tune), file=training if i % HELD_OUT_EVERY else held_out)
            counts[tune["corpus"], tune["time"]] += 1
    for (corpus, time), count in sorted(counts.items()):
        print(corpus, time, count)


if __name__ == "__main__":
    main()
