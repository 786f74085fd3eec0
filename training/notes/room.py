"""The recording chain: breaths, room, microphone, noise and other instruments."""

import numpy as np
from scipy.signal import ShortTimeFFT, butter, fftconvolve, sosfilt

from speech_bank import RATE


def coloured_noise(rng, count):
    spectrum = np.fft.rfft(rng.normal(size=count))
    frequency = np.maximum(1, np.arange(len(spectrum)))
    noise = np.fft.irfft(spectrum * frequency ** -rng.uniform(0, 1), count)
    return noise / np.sqrt(np.mean(noise**2))


def band(rng, low, high):
    return butter(2, [low, min(high, RATE / 2 - 100)], "bandpass", fs=RATE, output="sos")


def add_breaths(rng, voice, notes):
    for before, after in zip(notes, notes[1:]):
        space = after[0] - before[1]
        if space > 0.35 and rng.random() < 0.6:
            length = int(min(space - 0.15, rng.uniform(0.15, 0.45)) * RATE)
            end = int((after[0] - rng.uniform(0.03, 0.1)) * RATE)
            breath = sosfilt(band(rng, rng.uniform(300, 1200), rng.uniform(3000, 9000)), rng.normal(size=length))
            breath *= np.hanning(length) * 10 ** (rng.uniform(-30, -12) / 20)
            voice[max(0, end - length) : end] += breath[: end - max(0, end - length)]
    return voice


def add_knocks(rng, voice):
    """Handling noise, doors and clicks: short damped tones and noise."""
    for _ in range(rng.integers(1, 5)):
        length = int(rng.uniform(0.02, 0.25) * RATE)
        start = int(rng.integers(len(voice) - length))
        time = np.arange(length) / RATE
        tone = np.sin(2 * np.pi * rng.uniform(60, 500) * time + rng.uniform(0, 6))
        knock = rng.random() * tone + rng.random() * rng.normal(size=length)
        knock *= np.exp(-time / rng.uniform(0.004, 0.05))
        voice[start : start + length] += knock * 10 ** (rng.uniform(-25, 6) / 20)
    return voice


def in_room(rng, voice):
    decay = rng.uniform(0.15, 1.4)
    count = int(decay * RATE)
    tail = rng.normal(size=count) * 10 ** (-3 * np.arange(count) / count)
    tail = sosfilt(band(rng, 150, rng.uniform(2500, 9000)), tail)
    wet = fftconvolve(voice, tail)[: len(voice)]
    delay = int(rng.uniform(0, 0.03) * RATE)
    wet = np.concatenate([np.zeros(delay), wet])[: len(voice)]
    level = 10 ** (rng.uniform(-26, -5) / 20)
    return voice + level * wet * np.sqrt(np.mean(voice**2) / (np.mean(wet**2) + 1e-12))


def bleed(rng, count):
    """Chords and drum strokes that leak through a separation."""
    sound, time = np.zeros(count), np.arange(count) / RATE
    beat = int(RATE * rng.uniform(0.3, 0.9))
    for start in range(int(rng.integers(beat)), count - beat, beat):
        length = min(count - start, int(beat * rng.uniform(0.5, 2)))
        for midi in rng.integers(40, 80, 3):
            hertz = 440 * 2 ** ((midi - 69) / 12)
            tone = sum(np.sin(2 * np.pi * hertz * k * time[:length]) / k for k in (1, 2, 3))
            sound[start : start + length] += tone * np.exp(-3 * time[:length])
        hit = rng.normal(size=2000) * np.exp(-np.arange(2000) / rng.uniform(100, 800))
        sound[start : start + 2000] += rng.uniform(0, 4) * hit[: len(sound[start : start + 2000])]
    return sound / np.sqrt(np.mean(sound**2) + 1e-12)


def separated(rng, voice):
    """Separation artefacts: a noisy time-frequency mask of the voice applied to a mixture."""
    other = bleed(rng, len(voice)) * 10 ** (rng.uniform(-15, 3) / 20)
    transform = ShortTimeFFT.from_window("hann", RATE, 1024, 768)
    wanted, unwanted = transform.stft(voice), transform.stft(other)
    power = rng.choice([1, 2])
    share = np.abs(wanted) ** power / (np.abs(wanted) ** power + np.abs(unwanted) ** power + 1e-9)
    share = np.clip(share + rng.normal(0, rng.uniform(0, 0.15), share.shape), rng.uniform(0, 0.1), 1)
    return transform.istft(share * (wanted + unwanted), k1=len(voice))


def record(rng, voice, notes):
    voice = voice / (np.sqrt(np.mean(voice**2)) + 1e-9)
    voice = add_breaths(rng, voice, notes)
    if rng.random() < 0.3:
        voice = add_knocks(rng, voice)
    if rng.random() < 0.65:
        voice = in_room(rng, voice)
    if rng.random() < 0.5:
        voice = sosfilt(band(rng, rng.uniform(40, 250), rng.uniform(3400, 10_500)), voice)
    if rng.random() < 0.3:
        voice = separated(rng, voice)
    voice += coloured_noise(rng, len(voice)) * 10 ** (rng.uniform(-65, -18) / 20)
    if rng.random() < 0.3:
        voice += bleed(rng, len(voice)) * 10 ** (rng.uniform(-45, -16) / 20)
    if rng.random() < 0.3:
        voice = np.tanh(voice * rng.uniform(0.2, 0.7))
    return 10 ** (rng.uniform(-30, -3) / 20) * voice / (np.max(np.abs(voice)) + 1e-9)
