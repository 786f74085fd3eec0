"""OpenEWLD: lead sheets of standards, in compressed MusicXML."""

import pathlib
import xml.etree.ElementTree as xml
import zipfile

from .measures import QUARTER, join_measures

STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


def tunes(folder):
    """Yields corpus, time signature and notes of each lead sheet with a single time signature."""
    for path in sorted(pathlib.Path(folder, "dataset").glob("*/*/*.mxl")):
        with zipfile.ZipFile(path) as sheets:
            [name] = [name for name in sheets.namelist() if not name.startswith("META-INF")]
            part = xml.fromstring(sheets.read(name)).find("part")
        times = {f"{t.findtext('beats')}/{t.findtext('beat-type')}" for t in part.iter("time")}
        if len(times) == 1:
            [time] = times
            yield "standards", time, join_measures(list(read_measures(part)), time)


def read_measures(part):
    divisions = 1
    for measure in part.iter("measure"):
        divisions = int(measure.findtext("attributes/divisions") or divisions)
        yield [read_note(note, divisions) for note in measure.iter("note") if is_counted(note)]


def is_counted(note):
    is_alone = note.find("chord") is None and note.findtext("voice", "1") == "1"
    return is_alone and note.find("grace") is None


def read_note(note, divisions):
    pitch, midi = note.find("pitch"), None
    if pitch is not None:
        octave = int(pitch.findtext("octave"))
        midi = 12 * (octave + 1) + STEPS[pitch.findtext("step")] + int(pitch.findtext("alter") or 0)
    ties = any(tie.get("type") == "start" for tie in note.iter("tie"))
    return [round(QUARTER * int(note.findtext("duration")) / divisions), midi, ties]
