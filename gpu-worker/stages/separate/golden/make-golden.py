"""Writes demucs.golden.json: results of PyTorch's demucs 4.1.0 for signals given by a formula.

    pip install torch demucs && python gpu-worker/stages/separate/golden/make-golden.py

Neither the product nor its tests need Python.
"""
import json
from pathlib import Path

import torch
from demucs.apply import apply_model
from demucs.htdemucs import HTDemucs
from torch import nn


def signal(frames, channels=1):
    """The formula that demucs-golden.test.ts repeats."""
    i = torch.arange(frames, dtype=torch.float64)
    return torch.stack([
        torch.sin(0.37 * i + 0.11 * c) * 0.5 + torch.sin(0.011 * i * i / (1 + c)) * 0.3 + 0.05
        for c in range(channels)
    ]).float()


class Ramp(nn.Module):
    """Weights a segment by a ramp, so that each frame in it is weighted differently."""
    samplerate, segment, audio_channels, sources = 40, 1, 2, ["voice", "other"]

    def valid_length(self, length):
        return 40

    def forward(self, x):
        ramp = (torch.arange(x.shape[-1]) + 1) / 40
        return torch.stack([x * ramp, x * (1 - ramp)], 1)


def numbers(tensor):
    return [float("%.7g" % x) for x in tensor.flatten().tolist()]


def stft_case(size=64, length=500):
    network = HTDemucs(sources=["a", "b"], nfft=size, channels=8, depth=2, bottom_channels=0, t_layers=0)
    spectrum = network._spec(signal(length)[None])[0, 0]
    turns = torch.exp(0.3j * torch.arange(spectrum.shape[0])[:, None]).to(spectrum)
    turned = network._ispec((spectrum * turns)[None, None], length)[0, 0]
    return dict(size=size, hop=size // 4, length=length, real=numbers(spectrum.real),
                imaginary=numbers(spectrum.imag), turned=numbers(turned))


def song_case(length):
    song = signal(length, 2)
    mono = song.mean(0)
    normalised = (song - mono.mean()) / mono.std()
    parts = apply_model(Ramp(), normalised[None], shifts=0, overlap=0.25, split=True)[0]
    return dict(length=length, mean=float(mono.mean()), deviation=float(mono.std()),
                voice=numbers(parts[0] * mono.std()))


lengths = (25, 39, 40, 41, 59, 60, 61, 70, 100)
golden = dict(stft=stft_case(), songs=[song_case(length) for length in lengths])
Path(__file__).with_name("demucs.golden.json").write_text(json.dumps(golden))
