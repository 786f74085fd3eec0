"""SwiftF0's network (Nieradzik, arXiv 2508.18440) in PyTorch, of any width, with its input features."""

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn
from torch.nn import functional

RATE, HOP = 16_000, 256
BANDS, BINS = 128, 95
LOWEST_HZ, HIGHEST_HZ = 46.875, 2093.75
WINDOWS = (1024, 2048, 512)
FAINTEST = 1e-8
# Kernel (bands, frames) and dilation over bands. Dilations of 17, 27, 40 and 48 bands reach the octave and
# the third, fifth and seventh harmonic.
BLOCKS = (((7, 3), 1), ((7, 1), 17), ((5, 1), 27), ((3, 1), 40), ((3, 1), 48), ((7, 3), 2))


def band_hz(band):
    return LOWEST_HZ * (HIGHEST_HZ / LOWEST_HZ) ** (band / (BINS - 1))


def bands_of(window):
    """Triangular filters [bins, BANDS] between neighbouring bands, each normalised to sum 1."""
    hz = np.arange(window // 2 + 1) * RATE / window
    weights = np.zeros((len(hz), BANDS), np.float32)
    for band in range(BANDS):
        low, centre, high = (band_hz(band + step) for step in (-1, 0, 1))
        row = np.maximum(0, np.minimum((hz - low) / (centre - low), (high - hz) / (high - centre)))
        if row.sum() < FAINTEST:
            row[np.argmin(np.abs(hz - centre))] = 1
        weights[:, band] = row / row.sum()
    return torch.from_numpy(weights)


class BandMagnitudes(nn.Module):
    """Sound [batch, samples] at 16 kHz to magnitudes [batch, 3, BANDS, samples / HOP]."""

    def __init__(self):
        super().__init__()
        for window in WINDOWS:
            self.register_buffer(f"hann{window}", torch.hann_window(window))
            self.register_buffer(f"bands{window}", bands_of(window))

    def forward(self, sound):
        frames = sound.shape[1] // HOP
        views = []
        for window in WINDOWS:
            spectrum = torch.stft(
                sound, window, HOP, window=getattr(self, f"hann{window}"), center=True,
                pad_mode="constant", return_complex=True,
            )
            magnitudes = spectrum.abs()[:, :, :frames].transpose(1, 2)
            views.append((magnitudes @ getattr(self, f"bands{window}")).transpose(1, 2))
        return torch.stack(views, 1)


class Unit(nn.Module):
    """A convolution with same padding and a batch norm, which is folded into it for export."""

    def __init__(self, inputs, outputs, kernel, apart):
        super().__init__()
        around = (apart * (kernel[0] // 2), kernel[1] // 2)
        self.conv = nn.Conv2d(inputs, outputs, kernel, padding=around, dilation=(apart, 1))
        self.norm = nn.BatchNorm2d(outputs)

    def forward(self, x):
        return self.norm(self.conv(x))

    def folded(self):
        """Weight and bias of the convolution with the norm folded in."""
        if isinstance(self.norm, nn.Identity):
            return self.conv.weight, self.conv.bias
        scale = self.norm.weight / torch.sqrt(self.norm.running_var + self.norm.eps)
        bias = (self.conv.bias - self.norm.running_mean) * scale + self.norm.bias
        return self.conv.weight * scale[:, None, None, None], bias


class PitchNetwork(nn.Module):
    """Band magnitudes to logits of the pitch bins [batch, frames, BINS] and of voicing [batch, frames]."""

    def __init__(self, channels):
        super().__init__()
        self.entry = Unit(len(WINDOWS), channels, (3, 3), 1)
        self.blocks = nn.ModuleList(
            nn.ModuleList(Unit(channels, channels, kernel, apart) for _ in range(2))
            for kernel, apart in BLOCKS
        )
        self.neck = nn.Conv2d(channels, 4, 3, padding=(0, 1))
        self.scores = nn.Conv2d(4, 1, 1)
        self.sound = nn.Conv2d(4, 4, (5, 1), padding=(2, 0))
        self.voicing = nn.Sequential(nn.Conv1d(5, 16, 3, padding=1), nn.ReLU(), nn.Conv1d(16, 1, 1))

    def forward(self, magnitudes):
        logs = torch.log(magnitudes + FAINTEST)
        x = torch.relu(self.entry(logs))
        for first, second in self.blocks:
            x = torch.relu(x + second(torch.relu(first(x))))
        # The neck needs one band above the highest pitch bin.
        neck = torch.relu(self.neck(functional.pad(x[:, :, : BINS + 1], (0, 0, 1, 0))))
        loudest = self.sound(neck).amax(2)
        voicing = self.voicing(torch.cat([loudest, logs.mean((1, 2))[:, None]], 1))
        return self.scores(neck)[:, 0].transpose(1, 2), voicing[:, 0]

    def convolutions(self):
        """(weight, bias) of each convolution in the model file's order."""
        units = [self.entry, *(unit for block in self.blocks for unit in block)]
        others = [self.neck, self.sound, self.scores, self.voicing[0], self.voicing[2]]
        return [unit.folded() for unit in units] + [(conv.weight, conv.bias) for conv in others]

    def without_norms(self):
        for module in self.modules():
            if isinstance(module, Unit):
                module.norm = nn.Identity()
        return self


def weight_names(model):
    """The names of (weight, bias) of the convolutions of a model file, in its order."""
    return [tuple(node.input[1:3]) for node in model.graph.node if node.op_type == "Conv"]


def load(path):
    """Loads the network of a model file."""
    model = onnx.load(path)
    tensors = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
    names = weight_names(model)
    network = PitchNetwork(len(tensors[names[0][0]])).without_norms()
    with torch.no_grad():
        for (weight, bias), (weight_name, bias_name) in zip(network.convolutions(), names, strict=True):
            weight.copy_(torch.tensor(tensors[weight_name]))
            bias.copy_(torch.tensor(tensors[bias_name]))
    return network


def save(network, model_path, out):
    """Saves a network with the graph of a model file of any width."""
    model = onnx.load(model_path)
    arrays = {}
    for (weight, bias), (weight_name, bias_name) in zip(network.convolutions(), weight_names(model), strict=True):
        arrays[weight_name], arrays[bias_name] = (t.detach().cpu().numpy() for t in (weight, bias))
    for tensor in model.graph.initializer:
        if tensor.name in arrays:
            tensor.CopyFrom(numpy_helper.from_array(arrays[tensor.name], tensor.name))
    onnx.save(model, out)
