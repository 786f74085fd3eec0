"""Degrades batches of sound: rooms, microphones, noise, bands and separation artefacts.
Sounds are [batch, samples] at 16 kHz."""

import math

import torch
from torch.nn import functional

from network import RATE


def uniform(like, low, high):
    """Uniform random numbers, one per sound, [batch, 1]."""
    return torch.rand(len(like), 1, device=like.device) * (high - low) + low


def chance(like, probability):
    return torch.rand(len(like), 1, device=like.device) < probability


def level(sound):
    return sound.square().mean(1, keepdim=True).sqrt() + 1e-6


def ratio(decibels):
    return 10 ** (decibels / 20)


def coloured_noise(like):
    """Noise whose power falls by 0 to 6 dB an octave, at a root mean square of one."""
    spectrum = torch.fft.rfft(torch.randn_like(like))
    frequency = torch.arange(1, spectrum.shape[1] + 1, device=like.device)
    noise = torch.fft.irfft(spectrum * frequency ** -uniform(like, 0, 1), like.shape[1])
    return noise / level(noise)


def in_room(sound):
    count = sound.shape[1]
    time = torch.arange(count, device=sound.device) / RATE
    tail = torch.randn_like(sound) * ratio(-60 * time / uniform(sound, 0.15, 1.4))
    tail = tail * (time >= uniform(sound, 0, 0.03))
    spectrum = torch.fft.rfft(sound, 2 * count) * torch.fft.rfft(tail, 2 * count)
    hz = torch.linspace(0, RATE / 2, spectrum.shape[1], device=sound.device)
    dull = 1 / (1 + (hz / uniform(sound, 2000, 8000)) ** 4)
    wet = torch.fft.irfft(spectrum * dull, 2 * count)[:, :count]
    return sound + wet * ratio(uniform(sound, -26, -5)) * level(sound) / level(wet)


def equalised(sound):
    """A random smooth equaliser, and for some sounds a microphone of narrow bandwidth."""
    count = sound.shape[1]
    spectrum = torch.fft.rfft(sound)
    points = torch.randn(len(sound), 1, 9, device=sound.device) * 4
    curve = functional.interpolate(points, spectrum.shape[1], mode="linear", align_corners=True)
    hz = torch.linspace(0, RATE / 2, spectrum.shape[1], device=sound.device)
    low, high = uniform(sound, 40, 300), uniform(sound, 2500, 8000)
    narrow = 1 / (1 + (low / (hz + 1)) ** 4) / (1 + (hz / high) ** 8)
    gain = ratio(curve[:, 0]) * torch.where(chance(sound, 0.4), narrow, 1.0)
    return torch.fft.irfft(spectrum * gain, count)


def separated(sound, band):
    """Separation artefacts: a noisy time-frequency mask of the voice applied to a mixture."""
    hann = torch.hann_window(1024, device=sound.device)

    def transform(x):
        return torch.stft(x, 1024, 256, window=hann, return_complex=True)

    wanted = transform(sound)
    unwanted = transform(band * ratio(uniform(sound, -12, 10)) * level(sound) / level(band))
    power = torch.where(chance(sound, 0.5), 1.0, 2.0)[:, :, None]
    voice, other = wanted.abs() ** power, unwanted.abs() ** power
    share = voice / (voice + other + 1e-9)
    share = share + torch.randn_like(share) * uniform(sound, 0, 0.15)[:, :, None]
    share = torch.maximum(share.clamp(max=1), uniform(sound, 0, 0.1)[:, :, None])
    return torch.istft(share * (wanted + unwanted), 1024, 256, window=hann, length=sound.shape[1])


def degrade(sound, band):
    """A realistic recording of the sound; `band` is the interfering sound."""
    sound = torch.where(chance(sound, 0.6), in_room(sound), sound)
    sound = torch.where(chance(sound, 0.7), equalised(sound), sound)
    sound = torch.where(chance(sound, 0.4), separated(sound, band), sound)
    return noisy(sound, band)


def noisy(sound, band):
    quiet = torch.where(chance(sound, 0.3), uniform(sound, -20, 3), uniform(sound, -70, -20))
    noise = coloured_noise(sound) * ratio(quiet) * level(sound)
    beside = band / level(band) * level(sound) * ratio(uniform(sound, -45, -8)) * chance(sound, 0.3)
    sound = sound + noise + beside
    driven = sound / level(sound) * uniform(sound, 0.2, 0.8)
    return torch.where(chance(sound, 0.15), torch.tanh(driven) * level(sound), sound)


def held(values, samples):
    """Piecewise constant values [batch, 1, count], smoothed over 50 ms."""
    steps = functional.interpolate(values, samples, mode="nearest")
    return functional.avg_pool1d(steps, 801, 1, 400)[:, 0, :samples]


def random_tones(count, samples, device):
    """Harmonic tones of random timbre at 46 to 2090 Hz that glide and leap, such as hums, whistles and reeds."""
    frames = torch.arange(samples, device=device) / RATE
    base = torch.rand(count, 1, device=device) * 65 + 31
    steps = torch.randn(count, 1, 10, device=device) * torch.rand(count, 1, 1, device=device) * 4
    slow = functional.interpolate(steps.flip(2) / 3, samples, mode="linear")[:, 0]
    vibrato = torch.rand(count, 1, device=device) * torch.sin(2 * math.pi * frames * 5.5) * 0.6
    midi = (base + held(steps, samples) + slow + vibrato).clamp(30.5, 95.5)
    hertz = 440 * 2 ** ((midi - 69) / 12)
    phase = 2 * math.pi * torch.cumsum(hertz / RATE, 1)
    tilt = torch.rand(count, 1, device=device) * 2.5
    sound = torch.zeros_like(phase)
    for harmonic in range(1, 17):
        strength = harmonic**-tilt * ratio(torch.randn(count, 1, device=device) * 5)
        strength = strength * (torch.rand(count, 1, device=device) < (0.95 if harmonic > 1 else 0.9))
        sound += strength * torch.sin(harmonic * phase) * (hertz * harmonic < RATE / 2)
    gate = held((torch.rand(count, 1, 12, device=device) < 0.8).float(), samples)
    return sound * gate, torch.where(gate > 0.3, hertz, 0)
