"""Synthesises the training set of the note network: nonsense sung to random tunes in random rooms.

Usage: python sing.py BANK_DIR OUT_DIR COUNT SEED
Writes NNNN.wav (mono float32 at 22 050 Hz) and NNNN.json ({notes: [[start, end, midi], …]}).
"""

import json
import pathlib
import sys

import numpy as np
import pyworld
from scipy.io import wavfile

from melody import FRAME, pitch_curve, random_style, random_tune, smooth_noise
from phonemes import APPROXIMANT, PAUSE, SONORANT, VOWEL
from room import record
from speech_bank import FRAME_MS, RATE

SECONDS = 12.0


def plan_syllables(rng, bank, tune, style):
    """Assigns each note the next syllable of the bank, or the vowel of the note before.

    Rows (start, end, midi, vowel segment or None to continue the last vowel, consonant segments).
    A note lasts from the start of its vowel to its end; consonants lie between notes, except for a
    sonorant that closes a syllable, which is sung on its note.
    """
    segments = bank["segments"]
    vowels = long_vowels(segments)
    at, plan = int(rng.integers(len(vowels) - 1)), []
    for i, (start, gap_end, midi) in enumerate(tune):
        legato = i > 0 and abs(tune[i - 1][1] - start) < 1e-6 and rng.random() < style["melisma"]
        if legato and tune[i - 1][2] != midi:
            plan.append([start, gap_end, midi, None, []])
            continue
        at = (at + 1) % len(vowels)
        before = []
        for j in range(vowels[at] - 1, -1, -1):
            if segments[j][0] in (PAUSE, VOWEL) or len(before) == 3:
                break
            before.insert(0, j)
        if legato:
            before = []
        plan.append([start, gap_end, midi, vowels[at], before])
    return plan


def long_vowels(segments):
    """Indices of vowels long enough to be stretched over a note."""
    return [i for i, row in enumerate(segments) if row[0] == VOWEL and row[2] - row[1] >= 6]


def place_consonants(rng, plan, bank, style):
    """Shortens each note to make room for the consonants of the next; returns their durations in seconds."""
    durations = []
    for i, row in enumerate(plan):
        natural = [(bank["segments"][j][2] - bank["segments"][j][1]) * FRAME for j in row[4]]
        max_seconds = 0.25
        if row[4] and bank["segments"][row[4][-1]][0] == SONORANT and rng.random() < style["hum"]:
            natural[-1] *= rng.uniform(1.5, 3)
            max_seconds = 0.4
        target = sum(natural) * rng.uniform(0.45, 1.3)
        room = row[0] - (plan[i - 1][0] if i else 0)
        length = min(target, 0.55 * room, max_seconds)
        durations.append([length * d / sum(natural) for d in natural] if natural else [])
        if i and plan[i - 1][1] > row[0] - length:
            plan[i - 1][1] = row[0] - length
            first = bank["segments"][row[4][0]][0] if row[4] else PAUSE
            closes = len(row[4]) > 1 and first in (SONORANT, APPROXIMANT)
            if closes and rng.random() < 0.7:
                plan[i - 1][1] += durations[-1][0]
    for i, row in enumerate(plan):
        tied = i + 1 < len(plan) and plan[i + 1][3] is None
        if not tied and rng.random() < style["staccato"]:
            row[1] = row[0] + max(0.06, (row[1] - row[0]) * rng.uniform(0.4, 0.95))
    return durations


def lay_out(rng, plan, durations, bank, frames, style):
    """For every 5 ms the bank frame (−1: silence) and its level in dB."""
    source, level = np.full(frames, -1.0), np.zeros(frames)
    loud, vowel = 0.0, None
    for i, (start, end, _, segment, consonants) in enumerate(plan):
        time = start - sum(durations[i])
        for j, duration in zip(consonants, durations[i]):
            kind, *span = bank["segments"][j]
            stretch(source, time, time + duration, *span, steady=kind == SONORANT)
            time += duration
        if segment is not None:
            stop = end
            for later in plan[i + 1 :]:
                if later[3] is not None:
                    break
                stop = later[1]
            following = next((k for k in range(i + 1, len(plan)) if plan[k][3] is not None), None)
            if following is not None:
                stop = min(stop, plan[following][0] - sum(durations[following]))
            stretch(source, start, stop, *bank["segments"][segment][1:], steady=True)
            if stop - start > 0.45 and rng.random() < style["turn"]:
                turn_vowel(rng, source, start, stop, bank)
        a, b = int(start / FRAME), min(frames, int(end / FRAME))
        loud = np.clip(0.7 * loud + rng.normal(0, 2.5), -10, 6)
        shape = loud + rng.normal(0, 2) * np.linspace(-1, 1, max(0, b - a))
        level[a:b] = shape
        level[max(0, a - int(sum(durations[i]) / FRAME)) : a] = loud - style["weak"] * rng.random()
        if not consonants and i and segment is not None and plan[i - 1][1] > start - 0.01:
            # Repeated on the same vowel: only a dip in level separates the notes.
            width = rng.integers(4, 14)
            dip = -rng.uniform(5, 20) * np.hanning(2 * width)
            lo, hi = max(0, a - width - 3), min(frames, a + width - 3)
            level[lo:hi] += dip[: hi - lo]
    kernel = np.hanning(13) / np.hanning(13).sum()
    unsteady = 0.7 * smooth_noise(rng, frames, 8) + style["unsteady"] * smooth_noise(rng, frames, 3)
    return source, np.convolve(level, kernel, "same") + unsteady


def turn_vowel(rng, source, start, stop, bank):
    """Ends a long note on another vowel, like a diphthong: the pitch continues and no note begins."""
    vowels = long_vowels(bank["segments"])
    _, first, last = bank["segments"][vowels[rng.integers(len(vowels))]]
    stretch(source, start + (stop - start) * rng.uniform(0.55, 0.9), stop, first, last, steady=True)


def stretch(source, start, end, first, stop, steady=False):
    """Fills the time with bank frames from `first` to `stop`; steady phonemes are stretched in their middle."""
    a, b = int(round(start / FRAME)), min(len(source), int(round(end / FRAME)))
    count, length = b - a, stop - first
    if count <= 0 or a < 0:
        return
    where = np.linspace(0, 1, count)
    if steady and count > length:
        edge = min(0.35 * length, 10) / count
        where = np.interp(where, [0, edge, 1 - edge, 1], [0, 0.35, 0.65, 1])
    source[a:b] = first + where * (length - 1)


def synthesise(rng, bank, source, level, midi):
    """Resynthesises the frames at the given pitch with a random vocal tract length."""
    silent = source < 0
    index = np.clip(np.round(source), 0, len(bank["voiced"]) - 1).astype(int)
    envelope = np.exp(bank["envelope"][index].astype(np.float64))
    noise = bank["noise"][index].astype(np.float64)
    bins = envelope.shape[1]
    warped = np.clip(np.arange(bins) * rng.uniform(0.82, 1.22), 0, bins - 1)
    low = warped.astype(int)
    part = warped - low
    high = np.minimum(low + 1, bins - 1)
    envelope = np.exp((1 - part) * np.log(envelope[:, low]) + part * np.log(envelope[:, high]))
    tilt = rng.uniform(-6, 6) * np.log2(np.maximum(1, np.arange(bins)) / bins * 8) / 3
    envelope *= 10 ** ((level[:, None] + tilt[None]) / 10)
    envelope[silent] = 1e-11
    noise = np.clip(noise ** rng.uniform(0.6, 1.1) + rng.uniform(0, 0.05), 0, 1)
    f0 = np.where(silent | ~bank["voiced"][index], 0, 440 * 2 ** ((midi - 69) / 12))
    f0, envelope, noise = map(np.ascontiguousarray, (f0, envelope, noise))
    return pyworld.synthesize(f0, envelope, noise, RATE, FRAME_MS), f0


def sing_one(rng, bank):
    """A dry voice, its notes, and its pitch in Hz every 5 ms, 0 where unvoiced."""
    lowest = int(rng.integers(38, 70))
    style = random_style(rng)
    tune = random_tune(rng, SECONDS, lowest, lowest + int(rng.integers(7, 17)))
    plan = plan_syllables(rng, bank, tune, style)
    durations = place_consonants(rng, plan, bank, style)
    frames = int(SECONDS / FRAME)
    source, level = lay_out(rng, plan, durations, bank, frames, style)
    around = silences(plan, durations)
    talk(rng, bank, around, source, level)
    moves = []
    for i, (start, end, midi, segment, _) in enumerate(plan):
        glide = style["glide"] * rng.uniform(0.6, 1.5)
        centre = start if segment is None else start - 0.5 * sum(durations[i]) + rng.uniform(-0.03, 0.04)
        moves.append((start, end, midi, max(0, centre - glide / 2), centre + glide / 2))
    midi = dip_at_consonants(rng, pitch_curve(rng, moves, frames, style), plan, durations, style)
    intone(rng, around, midi)
    voice, f0 = synthesise(rng, bank, source, level, midi)
    return voice, label(plan, durations, bank), f0


def silences(plan, durations):
    """The time before the song and after it, as (start, end)."""
    begin = plan[0][0] - sum(durations[0])
    return [(0.0, begin - 0.1), (max(row[1] for row in plan) + 0.15, SECONDS)]


def talk(rng, bank, around, source, level):
    """Adds speech or soft humming before or after the song, which is not labelled as notes."""
    for start, end in around:
        if end - start < 0.15 or rng.random() < 0.7:
            continue
        segments = bank["segments"]
        at = int(rng.integers(len(segments) - 12))
        softly = rng.random() < 0.5
        time = start + rng.uniform(0, 0.3) * (end - start)
        a = int(time / FRAME)
        for _, first, last in segments[at : at + 12]:
            length = (last - first) * FRAME * (rng.uniform(1, 5) if softly else rng.uniform(0.8, 1.2))
            if time + length > end:
                break
            stretch(source, time, time + length, first, last)
            time += length
        level[a : int(time / FRAME)] = rng.uniform(-32, -20) if softly else rng.uniform(-15, 4)


def intone(rng, around, midi):
    """Gives speech a continuously gliding pitch, unlike singing."""
    for start, end in around:
        a, b = int(start / FRAME), int(end / FRAME)
        if b - a < 30:
            continue
        if rng.random() < 0.7:
            base = np.median(midi) - rng.uniform(0, 9)
            glide = np.linspace(rng.uniform(0, 6), rng.uniform(-6, 0), b - a)
            midi[a:b] = base + glide + 2.5 * smooth_noise(rng, b - a, 5)
        else:
            midi[a:b] = np.round(midi[a:b]) + rng.integers(-5, 6)


def dip_at_consonants(rng, midi, plan, durations, style):
    """Lowers the pitch of voiced consonants by up to a few semitones, as a closed mouth does."""
    for (start, *_), lengths in zip(plan, durations):
        if lengths and rng.random() < style["sag"]:
            a = max(0, int((start - sum(lengths) - 0.02) / FRAME))
            b = min(len(midi), int((start + 0.03) / FRAME))
            midi[a:b] -= rng.uniform(0.3, 5) * np.hanning(b - a)
    return midi


def label(plan, durations, bank):
    """Rows (start, end, midi). A note begins in the middle of an approximant, which is half a vowel."""
    notes = []
    for (start, end, midi, _, consonants), lengths in zip(plan, durations):
        if consonants and bank["segments"][consonants[-1]][0] == APPROXIMANT:
            start -= 0.5 * lengths[-1]
        if end - start > 0.03:
            notes.append([round(start, 4), round(end, 4), int(midi)])
    return notes


def main(bank_dir, out, count, seed):
    out.mkdir(parents=True, exist_ok=True)
    banks = [dict(np.load(path)) for path in sorted(bank_dir.glob("*.npz"))]
    for number in range(count):
        rng = np.random.default_rng([seed, number])
        voice, notes, _ = sing_one(rng, banks[rng.integers(len(banks))])
        sound = record(rng, voice, notes).astype(np.float32)
        wavfile.write(out / f"{number:04d}.wav", RATE, sound)
        (out / f"{number:04d}.json").write_text(json.dumps({"notes": notes}))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
