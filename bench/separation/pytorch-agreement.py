"""Compares a separation with PyTorch's demucs 4.1.0, whose HTDemucs gets the ONNX file's weights.

    pip install torch demucs onnx
    node gpu-worker/cli/separate.ts SONG FOLDER
    python bench/separation/pytorch-agreement.py FOLDER

Neither the product nor its tests need Python.
"""
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import onnx
import torch
from demucs.apply import apply_model
from demucs.htdemucs import HTDemucs
from onnx import numpy_helper

root = Path(__file__).resolve().parents[2]


def weight_name(node, array):
    """PyTorch's name and shape of an unnamed initializer, from the node that uses it."""
    *path, operation = node.name.strip("/").split("/")
    if node.name == "/Expand":
        return "freq_emb.embedding.weight", array[0, :, :, 0].T / 10
    if "dconv" in path:
        at = [*path[: path.index("dconv") + 1], path[-1]]
        kind = "scale" if path[-1].endswith(".6") else "weight" if operation == "Mul" else "bias"
        return ".".join([*at, kind]), array.reshape(-1)
    if path[-1] == "norm_out":
        return ".".join([*path, "weight" if operation == "Mul" else "bias"]), array.reshape(-1)
    if path[-1] == "self_attn":
        return ".".join([*path, "in_proj_weight"]), array.T
    if path[-1] == "cross_attn":  # the query's part comes first, then those of key and value
        return ".".join([*path, "in_proj_" + ("weight" if operation[0] == "M" else "bias")]), array.T
    return ".".join([*path, "weight"]), array.T


def load_network():
    """PyTorch's HTDemucs; load_state_dict refuses extra, missing or misshapen weights."""
    graph = onnx.load(root / "node_modules/demucs/htdemucs.onnx").graph
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    weights = {name: [array] for name, array in arrays.items() if not name.startswith("onnx::")}
    for node in graph.node:
        for name in node.input:
            if name.startswith("onnx::") and name in arrays:
                key, array = weight_name(node, arrays[name])
                weights.setdefault(key, []).append(array)
    network = HTDemucs(
        ["drums", "bass", "other", "vocals"],
        segment=Fraction(39, 5), samplerate=44100, bottom_channels=512, dconv_mode=3,
    )
    joined = {key: torch.from_numpy(np.concatenate(parts)) for key, parts in weights.items()}
    network.load_state_dict(joined)
    return network.eval()


def read_stereo(path):
    return np.fromfile(path, np.float32).reshape(-1, 2).T


folder = Path(sys.argv[1])
song = torch.from_numpy(read_stereo(folder / "mixture.f32").copy())
mono = song.mean(0)
normalised = (song - mono.mean()) / mono.std()
with torch.no_grad():
    sources = apply_model(load_network(), normalised[None], shifts=0, overlap=0.25, split=True)[0]
theirs = (sources[3] * mono.std()).double().numpy()
error = theirs - read_stereo(folder / "vocals.f32")
print(f"vocals: {10 * np.log10((theirs**2).sum() / (error**2).sum()):.1f} dB")
