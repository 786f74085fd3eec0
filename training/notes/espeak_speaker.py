"""Speech by espeak-ng, a rule-based synthesiser, with the start of every phoneme."""

import ctypes

import numpy as np

from phonemes import APPROXIMANT, CONSONANT, PAUSE, SONORANT, VOWEL

VOWELS = set("aeiouyɑɐɒæɛɜəɪʊʌɔøœɨʉɯɤɘɵɞʏɚɝᵻ")
SONORANTS = set("mnŋɲɱlɫʎɭrɾ")
APPROXIMANTS = set("ɹɻjwɥʋ")
LANGUAGES = ["it", "es", "id", "sw", "fi", "tr", "hu", "pl", "pt", "de", "ro", "la", "en-us", "nl", "en", "en-us"]
VARIANTS = ["m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "f1", "f2", "f3", "f4", "f5"]
VARIANTS += ["klatt", "klatt2", "klatt3", "klatt4", "croak"]
VOICES = [f"{LANGUAGES[i % len(LANGUAGES)]}+{VARIANTS[(i * 5 + i // 18) % len(VARIANTS)]}" for i in range(84)]


class Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int), ("unique", ctypes.c_uint), ("text", ctypes.c_int),
        ("length", ctypes.c_int), ("position_ms", ctypes.c_int), ("sample", ctypes.c_int),
        ("user", ctypes.c_void_p), ("name", ctypes.c_char * 8),
    ]


class EspeakSpeaker:
    """espeak-ng through its C interface, at 22 050 Hz."""

    def __init__(self):
        self.lib = ctypes.CDLL("libespeak-ng.so.1")
        self.lib.espeak_Initialize(2, 0, None, 3)
        callback = ctypes.CFUNCTYPE(
            ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event)
        )
        self.callback = callback(self.receive)
        self.lib.espeak_SetSynthCallback(self.callback)

    def receive(self, samples, count, events):
        if samples and count > 0:
            self.parts.append(np.ctypeslib.as_array(samples, (count,)).astype(np.float64) / 32768)
        i = 0
        while events[i].type != 0:
            if events[i].type == 7:
                name = events[i].name.decode("utf8", "ignore")
                self.phonemes.append((events[i].position_ms / 1000, kind(name)))
            i += 1
        return 0

    def say(self, text, voice, words_per_minute):
        """Samples, and rows (start in seconds, kind of phoneme)."""
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
