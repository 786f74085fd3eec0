"""Synthesises nonsense speech and stores it as WORLD parameters with the frames of every phoneme.

The output of espeak-ng carries no licence, and those of the recorded voices permit any use, so networks
trained on either can be published.
Usage: python speech_bank.py espeak BANK_DIR
       python speech_bank.py recorded BANK_DIR
"""

import pathlib
import random
import sys

import numpy as np
import pyworld

import recorded_speakers
from espeak_speaker import VOICES, EspeakSpeaker

RATE = 22_050
FRAME_MS = 5.0

ONSETS = ["m", "n", "l", "r", "d", "b", "g", "s", "t", "k", "p", "f", "v", "h", "y", "w", "z"]
CLUSTERS = ["tr", "pl", "st", "br", "gl", "kr", "sp", "fl", "ch", "sh", "sk", "dr", ""]
NUCLEI = ["a", "e", "i", "o", "u", "a", "o", "i", "ai", "au", "ei"]
CODAS = ["n", "l", "s", "r", "m", "t", "k", "ng"]
SOLFEGE = ["do", "re", "mi", "fa", "sol", "la", "si", "ti", "so"]
SENTENCES = 6


def word(rng):
    if rng.random() < 0.3:
        return rng.choice(SOLFEGE)
    syllables = []
    for _ in range(rng.choice([1, 1, 2, 2, 3])):
        onset = rng.choice(CLUSTERS if rng.random() < 0.15 else ONSETS)
        coda = rng.choice(CODAS) if rng.random() < 0.25 else ""
        syllables.append(onset + rng.choice(NUCLEI) + coda)
    return "".join(syllables)


def sentence(rng):
    return " ".join(word(rng) for _ in range(rng.randint(4, 9)))


def analyse(voice, phonemes):
    """The phonemes as rows (kind, first frame, end frame), with F0, envelope and aperiodicity."""
    rough, times = pyworld.dio(voice, RATE, f0_floor=60, f0_ceil=500, frame_period=FRAME_MS)
    f0 = pyworld.stonemask(voice, rough, times, RATE)
    envelope = pyworld.cheaptrick(voice, f0, times, RATE)
    noise = pyworld.d4c(voice, f0, times, RATE)
    starts = [int(round(t * 1000 / FRAME_MS)) for t, _ in phonemes] + [len(f0)]
    rows = [
        (kind, starts[i], min(starts[i + 1], len(f0)))
        for i, (_, kind) in enumerate(phonemes)
        if starts[i + 1] > starts[i]
    ]
    return {
        "segments": np.array(rows, np.int32),
        "voiced": f0 > 0,
        "envelope": np.log(envelope + 1e-12).astype(np.float16),
        "noise": noise.astype(np.float16),
    }


def speak_by_rule():
    """Yields (name, (samples, phonemes)) for each voice of espeak-ng."""
    rng = random.Random(1)
    speaker = EspeakSpeaker()
    for i, voice in enumerate(VOICES):
        text = ". ".join(sentence(rng) for _ in range(SENTENCES))
        yield f"{i:03d}", speaker.say(text, voice, rng.randint(90, 150))


def speak_recorded():
    """Yields (name, (samples, phonemes)) for each recorded voice."""
    for voice in [*recorded_speakers.FESTIVAL_VOICES, *recorded_speakers.FLITE_VOICES]:
        # The Russian voice selects long units of recorded speech and sounds most natural.
        for number in range(14 if voice == recorded_speakers.RUSSIAN else 8):
            yield f"{voice}{number}", speak_sentences(random.Random(f"{voice}{number}"), voice)


def speak_sentences(rng, voice):
    parts, phonemes, seconds = [], [], 0.0
    for _ in range(SENTENCES):
        text = sentence(rng)
        slowness = round(rng.uniform(1, 1.5), 2)
        samples, rows = recorded_speakers.say(text, voice, slowness, RATE)
        phonemes += [(seconds + start, kind) for start, kind in rows]
        parts.append(samples)
        seconds += len(samples) / RATE
    spoken = np.concatenate(parts)
    # WORLD cannot analyse digital silence.
    faint = 1e-5 * np.random.default_rng(0).normal(size=len(spoken))
    return 0.3 * spoken / np.max(np.abs(spoken)) + faint, phonemes


def main(kind, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, (samples, phonemes) in {"espeak": speak_by_rule, "recorded": speak_recorded}[kind]():
        np.savez(folder / f"{name}.npz", **analyse(samples, phonemes))
        print(name, f"{len(samples) / RATE:.1f} s", len(phonemes), "phonemes", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], pathlib.Path(sys.argv[2]))
