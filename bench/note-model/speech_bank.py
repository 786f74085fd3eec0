"""Speaks nonsense with espeak-ng and keeps it as WORLD parameters with the place of every phoneme.

What espeak-ng says carries no licence, so what is sung with it may train what we ship.
Usage: python speech_bank.py BANK_DIR
"""

import ctypes
import pathlib
import random
import sys

import numpy as np
import pyworld

RATE = 22_050
FRAME_MS = 5.0
VOWELS = set("aeiouyɑɐɒæɛɜəɪʊʌɔøœɨʉɯɤɘɵɞʏɚɝᵻ")
SONORANTS = set("mnŋɲɱlɫʎɭrɾ")
APPROXIMANTS = set("ɹɻjwɥʋ")
PAUSE, CONSONANT, VOWEL, SONORANT, APPROXIMANT = range(5)

LANGUAGES = ["it", "es", "id", "sw", "fi", "tr", "hu", "pl", "pt", "de", "ro", "la", "en-us", "nl", "en", "en-us"]
VARIANTS = ["m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "f1", "f2", "f3", "f4", "f5"]
VARIANTS += ["klatt", "klatt2", "klatt3", "klatt4", "croak"]
ONSETS = ["m", "n", "l", "r", "d", "b", "g", "s", "t", "k", "p", "f", "v", "h", "y", "w", "z"]
CLUSTERS = ["tr", "pl", "st", "br", "gl", "kr", "sp", "fl", "ch", "sh", "sk", "dr", ""]
NUCLEI = ["a", "e", "i", "o", "u", "a", "o", "i", "ai", "au", "ei"]
CODAS = ["n", "l", "s", "r", "m", "t", "k", "ng"]
SOLFEGE = ["do", "re", "mi", "fa", "sol", "la", "si", "ti", "so"]


class Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int), ("unique", ctypes.c_uint), ("text", ctypes.c_int),
        ("length", ctypes.c_int), ("position_ms", ctypes.c_int), ("sample", ctypes.c_int),
        ("user", ctypes.c_void_p), ("name", ctypes.c_char * 8),
    ]


class Speaker:
    """espeak-ng through its C interface, which tells where every phoneme begins."""

    def __init__(self):
        self.lib = ctypes.CDLL("libespeak-ng.so.1")
        self.lib.espeak_Initialize(2, 0, None, 3)
        callback = ctypes.CFUNCTYPE(
            ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event)
        )
        self.keep = callback(self.heard)
        self.lib.espeak_SetSynthCallback(self.keep)

    def heard(self, samples, count, events):
        if samples and count > 0:
            self.parts.append(np.ctypeslib.as_array(samples, (count,)).astype(np.float64) / 32768)
        i = 0
        while events[i].type != 0:
            if events[i].type == 7:
                name = events[i].name.decode("utf8", "ignore")
                self.phonemes.append((events[i].position_ms / 1000, name))
            i += 1
        return 0

    def say(self, text, voice, words_per_minute):
        self.parts, self.phonemes = [], []
        if self.lib.espeak_SetVoiceByName(voice.encode()) != 0:
            raise ValueError(f"espeak-ng has no voice {voice}")
        self.lib.espeak_SetParameter(1, words_per_minute, 0)
        self.lib.espeak_SetParameter(4, 10, 0)  # little intonation
        data = text.encode()
        self.lib.espeak_Synth(data, len(data) + 1, 0, 1, 0, 1, None, None)
        return np.concatenate(self.parts), self.phonemes


def kind(name):
    if not name or name.startswith("_"):
        return PAUSE
    if any(letter in VOWELS for letter in name):
        return VOWEL
    if name[0] in APPROXIMANTS:
        return APPROXIMANT
    return SONORANT if name[0] in SONORANTS else CONSONANT


def word(rng):
    if rng.random() < 0.3:
        return rng.choice(SOLFEGE)
    syllables = []
    for _ in range(rng.choice([1, 1, 2, 2, 3])):
        onset = rng.choice(CLUSTERS if rng.random() < 0.15 else ONSETS)
        coda = rng.choice(CODAS) if rng.random() < 0.25 else ""
        syllables.append(onset + rng.choice(NUCLEI) + coda)
    return "".join(syllables)


def analyse(voice, phonemes):
    """The phonemes as rows (kind, first frame, end frame), with F0, envelope and aperiodicity."""
    rough, times = pyworld.dio(voice, RATE, f0_floor=60, f0_ceil=500, frame_period=FRAME_MS)
    f0 = pyworld.stonemask(voice, rough, times, RATE)
    envelope = pyworld.cheaptrick(voice, f0, times, RATE)
    noise = pyworld.d4c(voice, f0, times, RATE)
    starts = [int(round(t * 1000 / FRAME_MS)) for t, _ in phonemes] + [len(f0)]
    rows = [
        (kind(name), starts[i], min(starts[i + 1], len(f0)))
        for i, (_, name) in enumerate(phonemes)
        if starts[i + 1] > starts[i]
    ]
    return {
        "segments": np.array(rows, np.int32),
        "voiced": f0 > 0,
        "envelope": np.log(envelope + 1e-12).astype(np.float16),
        "noise": noise.astype(np.float16),
    }


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(1)
    speaker = Speaker()
    for i in range(84):
        voice = f"{LANGUAGES[i % len(LANGUAGES)]}+{VARIANTS[(i * 5 + i // 18) % len(VARIANTS)]}"
        text = ". ".join(" ".join(word(rng) for _ in range(rng.randint(4, 9))) for _ in range(6))
        samples, phonemes = speaker.say(text, voice, rng.randint(90, 150))
        np.savez(folder / f"{i:03d}.npz", **analyse(samples, phonemes))
        print(i, voice, f"{len(samples) / RATE:.1f} s", len(phonemes), "phonemes", flush=True)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
