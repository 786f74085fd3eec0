"""Random accompaniments: chords, bass and drums in a key, and melodies for one instrument, as MIDI."""

import pathlib
import subprocess
import tempfile

import mido
import numpy as np

MAJOR = [0, 2, 4, 5, 7, 9, 11]
CHORD_PROGRAMS = [0, 1, 4, 5, 6, 11, 16, 19, 24, 25, 26, 27, 29, 30, 46, 48, 50, 52, 61, 81, 88, 89]
BASS_PROGRAMS = [32, 33, 34, 35, 36, 38, 39]
SOLO_PROGRAMS = [*range(0, 8), *range(16, 24), *range(24, 32), *range(40, 44), *range(52, 88)]
TICKS_PER_SECOND = 960
DRUMS = 9
KICK, SNARE, HAT, OPEN_HAT, CRASH = 36, 38, 42, 46, 49


def key_of(notes):
    """The tonic of the major scale that holds most of the notes (rows of start, end, midi)."""
    held = np.zeros(12)
    for start, end, midi in notes:
        held[midi % 12] += end - start
    return int(np.argmax([sum(held[(tonic + step) % 12] for step in MAJOR) for tonic in range(12)]))


def band_events(rng, tonic, start, end):
    """Rows (seconds, MIDI message): a band that plays chords of a major key in some style."""
    beat = 60 / rng.uniform(60, 150)
    beats_per_chord = int(rng.choice([2, 3, 4]))
    programs = rng.choice(CHORD_PROGRAMS, 2, replace=False)
    events = []
    for channel, program in enumerate([*programs, rng.choice(BASS_PROGRAMS)]):
        events.append((start, mido.Message("program_change", channel=channel, program=int(program))))
    patterns = [rng.choice([0.5, 1, beats_per_chord]) for _ in programs]
    drummer = rng.random() < 0.75
    degree, time = 0, start
    while time < end - 0.2:
        chord = [tonic + MAJOR[(degree + third) % 7] for third in (0, 2, 4, 6)[: rng.integers(3, 5)]]
        stop = min(end, time + beats_per_chord * beat)
        for channel, pattern in enumerate(patterns):
            low = int(rng.integers(48, 66))
            pitches = [low + (pitch - low) % 12 for pitch in chord]
            broken = rng.random() < 0.3
            for i, at in enumerate(np.arange(time, stop - 0.05, pattern * beat)):
                struck = [pitches[i % len(pitches)]] if broken else pitches
                events += notes_at(rng, channel, struck, at, min(stop, at + pattern * beat), (45, 100))
        for at in np.arange(time, stop - 0.05, beat * rng.choice([0.5, 1, 2])):
            events += notes_at(rng, 2, [28 + (chord[0] - 28) % 12], at, min(stop, at + 0.9 * beat), (70, 110))
        if drummer:
            events += drum_events(rng, time, stop, beat)
        time, degree = stop, int(rng.choice([0, 1, 3, 4, 5, 5, 3, 4]))
    return events


def notes_at(rng, channel, pitches, start, end, velocities):
    rows = []
    for pitch in pitches:
        velocity = int(rng.integers(*velocities))
        rows.append((start, mido.Message("note_on", channel=channel, note=int(pitch), velocity=velocity)))
        rows.append((end, mido.Message("note_off", channel=channel, note=int(pitch))))
    return rows


def drum_events(rng, start, end, beat):
    rows = []
    for i, at in enumerate(np.arange(start, end - 0.05, beat / 2)):
        struck = [HAT if rng.random() < 0.9 else OPEN_HAT] if rng.random() < 0.9 else []
        if i % 4 == 0 or rng.random() < 0.12:
            struck.append(KICK)
        if i % 4 == 2:
            struck.append(SNARE)
        if i == 0 and rng.random() < 0.1:
            struck.append(CRASH)
        rows += notes_at(rng, DRUMS, struck, at, at + 0.1, (60, 120))
    return rows


def solo_events(rng, tune, start, end):
    """One instrument that plays a tune (rows of start, end, midi), detuned and with vibrato."""
    events = [(start, mido.Message("program_change", channel=0, program=int(rng.choice(SOLO_PROGRAMS))))]
    events.append((start, mido.Message("pitchwheel", channel=0, pitch=int(rng.integers(-2000, 2000)))))
    vibrato = int(rng.integers(0, 90)) if rng.random() < 0.5 else 0
    events.append((start, mido.Message("control_change", channel=0, control=1, value=vibrato)))
    for first, last, midi in tune:
        events += notes_at(rng, 0, [midi], start + first, min(end, start + last), (50, 115))
    return events


def render(events, seconds, rate, soundfont):
    """Renders rows (seconds, MIDI message) to sound [2, samples] by FluidSynth."""
    track = mido.MidiTrack([mido.MetaMessage("set_tempo", tempo=1_000_000)])
    ticks = 0
    for time, message in sorted(events, key=lambda row: row[0]):
        at = max(ticks, int(round(time * TICKS_PER_SECOND)))
        track.append(message.copy(time=at - ticks))
        ticks = at
    with tempfile.TemporaryDirectory() as folder:
        score, sound = pathlib.Path(folder, "score.mid"), pathlib.Path(folder, "sound.raw")
        mido.MidiFile(ticks_per_beat=TICKS_PER_SECOND, tracks=[track]).save(score)
        command = ["fluidsynth", "-ni", "-q", "-r", str(rate), "-O", "s16", "-T", "raw", "-F", str(sound)]
        subprocess.run([*command, soundfont, str(score)], check=True, stdout=subprocess.DEVNULL)
        played = np.fromfile(sound, "<i2").reshape(-1, 2).T / 32768
    count = int(seconds * rate)
    return np.pad(played, ((0, 0), (0, max(0, count - played.shape[1]))))[:, :count]
