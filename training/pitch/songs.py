"""Synthesises the training set of the pitch network: dry voices with their pitch, bands and mixtures.

Usage: python songs.py BANK_DIR OUT_DIR FIRST COUNT
BANK_DIR is that of the note network (`../notes/speech_bank.py`). Writes reels of ten songs, 120 s each:
NNN.voice.flac (16 kHz), NNN.f0.npy (Hz for every 5 ms, 0 where unvoiced), NNN.band.flac (16 kHz),
NNN.solo.flac (16 kHz, one instrument alone) and NNN.mixture.wav (44.1 kHz, stereo), the input of the separation.
"""

import pathlib
import sys

import numpy as np
import soundfile
from scipy.signal import resample_poly

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "notes"))

from band import band_events, key_of, render, solo_events
from melody import random_tune
from room import add_breaths, in_room
from sing import SECONDS, sing_one
from speech_bank import RATE

MIXTURE_RATE, NETWORK_RATE = 44_100, 16_000
SONGS = 10
SOUNDFONT = "/usr/share/sounds/sf2/FluidR3_GM.sf2"


def unit(sound):
    """The sound at an RMS of 0.1."""
    return 0.1 * sound / (np.sqrt(np.mean(sound**2)) + 1e-9)


def make_reel(rng, banks):
    voices, pitches, wet, events, solos = [], [], [], [], []
    for i in range(SONGS):
        voice, notes, f0 = sing_one(rng, banks[rng.integers(len(banks))])
        voice = unit(voice)
        count = int(SECONDS * RATE)
        voice = np.pad(voice, (0, max(0, count - len(voice))))[:count]
        voices.append(voice)
        pitches.append(f0)
        sung = add_breaths(rng, voice.copy(), notes)
        wet.append(unit(in_room(rng, sung) if rng.random() < 0.8 else sung))
        start = i * SECONDS
        if rng.random() < 0.95:
            events += band_events(rng, key_of(notes), start, start + SECONDS)
        lowest = int(rng.integers(33, 84))
        tune = random_tune(rng, SECONDS, lowest, lowest + int(rng.integers(7, 17)))
        solos += solo_events(rng, tune, start, start + SECONDS)
    seconds = SONGS * SECONDS
    band = unit(render(events, seconds, MIXTURE_RATE, SOUNDFONT))
    solo = unit(render(solos, seconds, NETWORK_RATE, SOUNDFONT).mean(axis=0))
    sung = np.concatenate([part * 10 ** (rng.uniform(-8, 5) / 20) for part in wet])
    mixture = band + resample_poly(sung, 2, 1)
    return np.concatenate(voices), np.concatenate(pitches), band, solo, mixture


def main(bank_dir, out, first, count):
    out.mkdir(parents=True, exist_ok=True)
    banks = [dict(np.load(path)) for path in sorted(bank_dir.glob("*.npz"))]
    for number in range(first, first + count):
        voice, f0, band, solo, mixture = make_reel(np.random.default_rng([17, number]), banks)
        resampled = resample_poly(voice, NETWORK_RATE, RATE)
        mono = resample_poly(band.mean(axis=0), NETWORK_RATE, MIXTURE_RATE)
        for name, sound in (("voice", resampled), ("band", mono), ("solo", solo)):
            quiet = 0.9 * sound / max(0.9, np.max(np.abs(sound)))
            soundfile.write(out / f"{number:03d}.{name}.flac", quiet, NETWORK_RATE, subtype="PCM_16")
        np.save(out / f"{number:03d}.f0.npy", f0.astype(np.float32))
        peak = np.max(np.abs(mixture))
        soundfile.write(out / f"{number:03d}.mixture.wav", 0.9 * mixture.T / peak, MIXTURE_RATE, subtype="PCM_16")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
