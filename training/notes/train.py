"""Trains the note network on features of synthetic singing and writes it as ONNX.

Usage: python train.py TRAIN_DIR DEV_DIR OUT.onnx EPOCHS [START [SEED [MAX_RATE]]]
Fine-tunes START if given, a model (.onnx) or the state dict that an earlier run left beside its model
(.pt), at a lower learning rate (1.2e-3, or MAX_RATE). Both folders hold NNNN.json from sing.py beside
NNNN.<pitch method>.feat from features.ts.
"""

import json
import pathlib
import sys

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

FEATURES = 43
BANDS = 40
HOP = 256 / 22_050
PITCH_METHODS = ["swift-f0", "pyin"]
CHANNELS = 64
DILATIONS = (1, 2, 4, 8, 16, 32, 1, 2, 4)


class Block(nn.Module):
    def __init__(self, dilation):
        super().__init__()
        self.conv = nn.Conv1d(CHANNELS, CHANNELS, 3, padding=dilation, dilation=dilation)
        self.norm = nn.BatchNorm1d(CHANNELS)

    def forward(self, x):
        return x + torch.relu(self.norm(self.conv(x)))


class NoteNetwork(nn.Module):
    """From features [1, frames, 43] to logits [1, frames, 3]: onset, offset, inside a note."""

    def __init__(self):
        super().__init__()
        self.first = nn.Sequential(
            nn.Conv1d(FEATURES, CHANNELS, 5, padding=2), nn.BatchNorm1d(CHANNELS), nn.ReLU()
        )
        self.blocks = nn.Sequential(*[Block(d) for d in DILATIONS])
        self.last = nn.Conv1d(CHANNELS, 3, 1)

    def forward(self, features):
        return self.last(self.blocks(self.first(features.transpose(1, 2)))).transpose(1, 2)


def targets(notes, frames):
    """Onset and offset as narrow bumps, because their time is known to about 10 ms only."""
    time = np.arange(frames) * HOP
    goal = np.zeros((frames, 3), np.float32)
    for start, end, _ in notes:
        goal[:, 0] = np.maximum(goal[:, 0], np.exp(-0.5 * ((time - start) / 0.012) ** 2))
        goal[:, 1] = np.maximum(goal[:, 1], np.exp(-0.5 * ((time - end) / 0.012) ** 2))
        goal[(time >= start) & (time < end), 2] = 1
    return goal


def load(folder):
    clips = []
    for path in sorted(folder.glob("*.json")):
        if path.name.count(".") > 1:
            continue
        views = [
            np.fromfile(path.with_suffix(f".{m}.feat"), "<f4").reshape(-1, FEATURES)
            for m in PITCH_METHODS
        ]
        goal = targets(json.loads(path.read_text())["notes"], len(views[0]))
        clips.append((np.stack(views).astype(np.float16), goal.astype(np.float16)))
    return clips


def sag(rng, clip, inside):
    """Lowers the tracked pitch between notes, as at a closing mouth."""
    dips, chance = np.zeros(len(clip) + 4), rng.choice([0, 0.2, 0.6])
    edges = np.flatnonzero(np.diff(inside > 0.5))
    for a, b in zip(edges, edges[1:]):
        if inside[a + 1] < 0.5 and b - a < 30 and rng.random() < chance:
            first, last = max(0, a - 1), min(len(clip), b + 3)
            dips[first + 2 : last + 2] -= rng.uniform(0.3, 5) * np.hanning(last - first)
    clip[:, BANDS + 1] = np.clip(clip[:, BANDS + 1] + dips[2:-2] / 2, -3, 3)
    clip[:, BANDS + 2] = np.clip(clip[:, BANDS + 2] + dips[4:] - dips[:-4], -3, 3)


def augment(rng, x, goal):
    """Random smooth equaliser, level and noise, for other microphones and rooms."""
    points = rng.normal(0, 0.25, (len(x), 6))
    for clip, eq, wanted in zip(x, points, goal):
        sag(rng, clip, wanted[:, 2])
        clip[:, :BANDS] += np.interp(np.linspace(0, 5, BANDS), np.arange(6), eq) + rng.normal(0, 0.15)
        clip[:, :BANDS] += rng.normal(0, rng.uniform(0, 0.12), clip[:, :BANDS].shape)
        floor = rng.uniform(-2, -0.6)
        clip[:, :BANDS] = np.maximum(clip[:, :BANDS], floor)
        if rng.random() < 0.15:
            clip[:, BANDS:] = [-1, 0, 0]
    return x


def loss_of(logits, goal):
    weight = 1 + goal * torch.tensor([4.0, 3.0, 0.0])
    return nn.functional.binary_cross_entropy_with_logits(logits, goal, weight=weight)


def load_weights(network, path, clips):
    """Loads the weights of an earlier run."""
    if path.endswith(".pt"):
        network.load_state_dict(torch.load(path))
        return
    tensors = {i.name: numpy_helper.to_array(i).copy() for i in onnx.load(path).graph.initializer}
    with torch.no_grad():
        for name, weights in network.named_parameters():
            if name in tensors:
                weights.copy_(torch.tensor(tensors[name]))
    unfold_norms(network, torch.from_numpy(np.stack([x[0] for x, _ in clips[:60]]).astype(np.float32)))


def unfold_norms(network, x):
    """Sets each norm to the identity on a sample of the data: in a model file, norms are folded into convolutions."""
    network.eval()
    norms = [part for part in network.modules() if isinstance(part, nn.BatchNorm1d)]
    for norm in norms:
        seen = []
        hook = norm.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
        with torch.no_grad():
            network(x)
            hook.remove()
            mean, variance = seen[0].mean((0, 2)), seen[0].var((0, 2), unbiased=False)
            norm.running_mean.copy_(mean)
            norm.running_var.copy_(variance)
            norm.bias.copy_(mean)
            norm.weight.copy_(torch.sqrt(variance + norm.eps))


def train(clips, dev, epochs):
    seed = int(sys.argv[6]) if len(sys.argv) > 6 else 0
    torch.manual_seed(seed)
    rng, network = np.random.default_rng(seed), NoteNetwork()
    max_rate = 4e-3
    if len(sys.argv) > 5:
        load_weights(network, sys.argv[5], clips)
        max_rate = float(sys.argv[7]) if len(sys.argv) > 7 else 1.2e-3
    optimiser = torch.optim.AdamW(network.parameters(), lr=max_rate, weight_decay=1e-3)
    batch = 8
    steps = epochs * (len(clips) // batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, max_rate, total_steps=steps + 1)
    for epoch in range(epochs):
        network.train()
        order, total = rng.permutation(len(clips)), 0.0
        for i in range(0, len(clips) - batch + 1, batch):
            picked = [clips[j] for j in order[i : i + batch]]
            x = np.stack([c[0][rng.integers(2)] for c in picked]).astype(np.float32)
            goal = np.stack([c[1] for c in picked]).astype(np.float32)
            logits = network(torch.from_numpy(augment(rng, x, goal).astype(np.float32)))
            loss = loss_of(logits, torch.from_numpy(goal))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(epoch, f"train {total / (len(clips) // batch):.4f} dev {test(network, dev):.4f}", flush=True)
        torch.save(network.state_dict(), sys.argv[3] + ".pt")
    return network.eval()


def test(network, clips):
    network.eval()
    with torch.no_grad():
        losses = [
            loss_of(network(torch.from_numpy(x[:1].astype(np.float32))), torch.from_numpy(goal[None].astype(np.float32)))
            for x, goal in clips
        ]
    return torch.stack(losses).mean().item()


def export(network, path):
    frames = {1: torch.export.Dim("frames", min=2, max=1_000_000)}
    torch.onnx.export(
        network, (torch.zeros(1, 64, FEATURES),), path, input_names=["features"],
        output_names=["logits"], dynamic_shapes=(frames,), opset_version=18, external_data=False,
    )
    strip_metadata(path)


def strip_metadata(path):
    """Removes the exporter's metadata, such as source paths, from the model."""
    model = onnx.load(path)
    for part in [model, model.graph, *model.graph.node, *model.graph.input, *model.graph.output]:
        part.ClearField("metadata_props")
        part.ClearField("doc_string")
    del model.graph.value_info[:]
    onnx.save(model, path)


if __name__ == "__main__":
    torch.set_num_threads(1)
    network = train(load(pathlib.Path(sys.argv[1])), load(pathlib.Path(sys.argv[2])), int(sys.argv[4]))
    export(network, sys.argv[3])
    print("parameters", sum(p.numel() for p in network.parameters()))
