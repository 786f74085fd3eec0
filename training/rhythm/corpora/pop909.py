"""POP909: melodies of pop songs with their beats. Needs mido."""

import bisect
import pathlib

import mido

from .measures import QUARTER

BEATS = 4
SIXTEENTH = QUARTER // 4
ACCOMPANIMENT = ("BRIDGE", "PIANO")


def tunes(folder):
    """Yields corpus, time signature and notes of each song, limited to a run of measures of four beats."""
    for path in sorted(pathlib.Path(folder, "POP909").glob("*/beat_midi.txt")):
        rows = [[float(x) for x in line.split()] for line in path.read_text("utf8").splitlines()]
        first, last = longest_run([i for i, (_, _, is_downbeat) in enumerate(rows) if is_downbeat])
        if first < last:
            song = mido.MidiFile(path.parent / f"{path.parent.name}.mid")
            yield "pop", "4/4", on_beats(song, [row[0] for row in rows[first : last + 1]])


def longest_run(downbeats):
    """First and last of the longest run of downbeats that are four beats apart."""
    runs = [[0, 0]]
    for a, b in zip(downbeats, downbeats[1:]):
        if b - a != BEATS:
            continue
        if runs[-1][1] != a:
            runs.append([a, a])
        runs[-1][1] = b
    return max(runs, key=lambda run: run[1] - run[0])


def on_beats(song, beats):
    """Melody notes on the nearest sixteenths between beats; of simultaneous notes the shortest."""

    def tick(seconds):
        i = bisect.bisect(beats, seconds, 1, len(beats) - 1) - 1
        share = (seconds - beats[i]) / (beats[i + 1] - beats[i])
        return SIXTEENTH * round(4 * (i + share))

    song.tracks[:] = [track for track in song.tracks if track.name not in ACCOMPANIMENT]
    seconds, started, notes = 0, {}, {}
    for message in song:
        seconds += message.time
        if message.type not in ("note_on", "note_off"):
            continue
        if message.note in started:
            onset, end = tick(started.pop(message.note)), tick(seconds)
            note = [onset, max(SIXTEENTH, end - onset), message.note]
            if 0 <= onset < QUARTER * (len(beats) - 1):
                notes[onset] = min(note, notes.get(onset, note))
        if message.type == "note_on" and message.velocity:
            started[message.note] = seconds
    return [notes[onset] for onset in sorted(notes)]
