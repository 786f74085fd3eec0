"""Learns how to weigh readings from what readings.ts wrote: gpu-worker/score/rhythm-weights.json.

    python3 fit.py train dev rhythm-weights.json

Needs numpy and torch. The softmax over a song's readings is to give its probability to readings
with few errors; two networks from different starts are joined into one that is their mean.
"""

import json
import math
import sys

import numpy as np
import torch

READINGS, UNITS, NETWORKS, EPOCHS, BATCH = 12, 16, 2, 5, 16
RATE, DECAY, DROPPED, SOFTNESS = 6e-3, 3e-3, 0.12, 0.15
# Neighbouring notes say the same thing twice, and real voices more than ours.
TEMPER = 0.7
TEMPO = torch.tensor([4])
# Onsets and rhythm are sums over notes: tenths of them learn as fast as the rest.
SCALE = torch.tensor([0.1, 0.1] + [1.0] * 8)


class Songs:
    """Facts [songs, readings, 10], costs, and per reading the traits of its notes."""

    def __init__(self, name):
        with open(f"{name}.json", encoding="utf8") as file:
            data = json.load(file)
        self.kinds = data["traitCount"]
        raw = np.fromfile(f"{name}.traits", np.uint8)
        songs = data["songs"]
        total = sum(s["notes"] * len(s["readings"]) for s in songs)
        raw = raw.reshape(total, -1)
        shape = (len(songs), READINGS)
        self.facts = torch.zeros(*shape, 10)
        self.errors = torch.ones(*shape, 3)
        self.cost = torch.full(shape, 50.0)
        self.real = torch.zeros(shape, dtype=torch.bool)
        self.traits, at = [], 0
        for i, song in enumerate(songs):
            count = song["notes"] * len(song["readings"])
            self.traits.append(torch.from_numpy(raw[at : at + count]))
            at += count
            for j, reading in enumerate(song["readings"]):
                time, phase = float(reading["isTimeRight"]), float(reading["isPhaseRight"])
                edits = min(1, reading["edits"])
                self.facts[i, j] = torch.tensor(reading["facts"]) * SCALE
                self.errors[i, j] = torch.tensor([reading["edits"], time, phase])
                self.cost[i, j] = edits + 0.7 * (1 - time) + 0.5 * (1 - phase)
                self.real[i, j] = True

    def batch(self, indices):
        traits = torch.cat([self.traits[i] for i in indices]).long()
        owners = torch.cat(
            [
                (n * READINGS + torch.arange(int(self.real[i].sum()))).repeat_interleave(
                    len(self.traits[i]) // int(self.real[i].sum())
                )
                for n, i in enumerate(indices)
            ]
        )
        return self.facts[indices], traits, owners, self.real[indices]


class Network(torch.nn.Module):
    def __init__(self, kinds):
        super().__init__()
        self.evidence = torch.nn.Parameter(torch.tensor([10.0, 10, 1, 1, 1, 0, 0, 0, 0, 0]))
        self.traits = torch.nn.Parameter(torch.randn(kinds, UNITS) * 0.1)
        self.bias = torch.nn.Parameter(torch.zeros(UNITS))
        self.out = torch.nn.Parameter(torch.zeros(UNITS))

    def forward(self, facts, traits, owners, real):
        keep = None
        if self.training:
            songs = (torch.rand(len(facts), traits.shape[1]) > DROPPED).float()
            keep = songs[owners // READINGS]
        sums = torch.nn.functional.embedding_bag(
            traits, self.traits, per_sample_weights=keep, mode="sum"
        )
        notes = torch.relu(sums + self.bias) @ self.out
        # The tempos of these singers are assumed: there is nothing to learn of them.
        scores = facts @ self.evidence.index_fill(0, TEMPO, 1.0)
        scores = scores + torch.zeros(scores.numel()).index_add(0, owners, notes).view_as(scores)
        return scores.masked_fill(~real, -1e4)


def loss(scores, cost):
    best = cost.min(-1, keepdim=True).values
    return -torch.logsumexp(scores.log_softmax(-1) - (cost - best) / SOFTNESS, -1).mean()


def train(songs, seed):
    torch.manual_seed(seed)
    network = Network(songs.kinds)
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * (len(songs.traits) // BATCH)
    done = 0
    for _ in range(EPOCHS):
        order = torch.randperm(len(songs.traits))
        for i in range(0, len(order) - BATCH + 1, BATCH):
            optimizer.param_groups[0]["lr"] = RATE * 0.5 * (1 + math.cos(math.pi * done / steps))
            done += 1
            indices = order[i : i + BATCH].tolist()
            error = loss(network(*songs.batch(indices)), songs.cost[indices])
            optimizer.zero_grad()
            error.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
    return network.eval()


def joined(networks):
    mean = Network(len(networks[0].traits)).eval()
    parts = lambda name, dim: torch.cat([getattr(n, name).detach() for n in networks], dim)
    mean.evidence.data = torch.stack([n.evidence.detach() for n in networks]).mean(0)
    mean.traits.data = parts("traits", 1)
    mean.bias.data = parts("bias", 0)
    mean.out.data = parts("out", 0) / len(networks)
    return mean


def report(name, network, songs):
    with torch.no_grad():
        chosen = torch.cat(
            [
                network(*songs.batch(list(range(i, min(i + 32, len(songs.traits)))))).argmax(-1)
                for i in range(0, len(songs.traits), 32)
            ]
        )
    edits, time, phase = songs.errors[torch.arange(len(chosen)), chosen].mean(0).tolist()
    print(f"{name}: edits {edits:.3f}, time {time:.3f}, and phase {phase:.3f}", flush=True)


def thousandths(values):
    return [round(1000 * value) for value in values.tolist()]


def main():
    torch.set_num_threads(1)
    songs, held_out = Songs(sys.argv[1]), Songs(sys.argv[2])
    networks = []
    for seed in range(NETWORKS):
        networks.append(train(songs, seed))
        report(f"network {seed}", networks[-1], held_out)
    mean = joined(networks)
    report("joined", mean, held_out)
    weights = {
        "evidence": thousandths((TEMPER * mean.evidence * SCALE).index_fill(0, TEMPO, 1.0).detach()),
        "traits": [thousandths(row) for row in mean.traits.detach()],
        "bias": thousandths(mean.bias.detach()),
        "out": thousandths(TEMPER * mean.out.detach()),
    }
    with open(sys.argv[3], "w", encoding="utf8") as file:
        json.dump(weights, file, separators=(",", ":"))


if __name__ == "__main__":
    main()
