"""Learns how to weigh readings from what readings.ts wrote: gpu-worker/stages/score/rhythm/rhythm-weights.json.

    python3 fit.py train dev START.json rhythm-weights.json

Needs numpy and scipy. The softmax over a song's readings is to give its probability to readings
with few errors. Learning goes on from the layer that judges the metre in START; traits that it has
not seen begin near zero. The other layer is kept.
"""

import json
import sys

import numpy as np
from scipy.sparse import csr_matrix

READINGS, EPOCHS, BATCH = 12, 4, 16
RATE, DECAY, SOFTNESS = 4e-3, 0.02, 0.4
NEW_TRAITS = 0.02
NO_TIME, NO_PHASE = 0.7, 0.5
# How fast these singers are is assumed, and what beat is felt: there is nothing to learn of them.
GIVEN, GIVEN_WEIGHT = [4, 10], 1 / 0.7
# Neighbouring notes say the same thing twice, and real voices more than ours. Without it time
# signatures are believed too much, and plain quarters at 80 come out as eighths at 40.
TEMPER = 0.35
FACTS = 11
# Onsets and rhythm are sums over notes: tenths of them learn as fast as the rest.
SCALE = np.array([0.1, 0.1] + [1.0] * 9, np.float32)


class Songs:
    """Facts [songs, readings, 11], errors and costs, and the traits of the notes of each song's readings."""

    def __init__(self, name):
        with open(f"{name}.json", encoding="utf8") as file:
            data = json.load(file)
        self.kinds, songs = data["traitCount"], data["songs"]
        counts = [song["notes"] * len(song["readings"]) for song in songs]
        raw = np.fromfile(f"{name}.traits", np.uint16).reshape(sum(counts), -1)
        self.traits = np.split(raw, np.cumsum(counts)[:-1])
        shape = (len(songs), READINGS)
        self.facts = np.zeros((*shape, FACTS), np.float32)
        self.errors = np.ones((*shape, 3), np.float32)
        self.cost = np.full(shape, 50.0, np.float32)
        self.real = np.zeros(shape, bool)
        for i, song in enumerate(songs):
            for j, reading in enumerate(song["readings"]):
                time, phase = float(reading["isTimeRight"]), float(reading["isPhaseRight"])
                edits = reading["edits"]
                self.facts[i, j] = reading["facts"] * SCALE
                self.errors[i, j] = edits, time, phase
                self.cost[i, j] = min(1, edits) + NO_TIME * (1 - time) + NO_PHASE * (1 - phase)
                self.real[i, j] = True

    def notes(self, indices):
        """Traits of all notes, and the reading that each belongs to."""
        counts = self.real[indices].sum(1)
        lengths = np.repeat([len(self.traits[i]) for i in indices] // counts, counts)
        readings = np.flatnonzero(self.real[indices])
        return np.concatenate([self.traits[i] for i in indices]), np.repeat(readings, lengths)


def ones(columns, width):
    """A sparse matrix with ones in the given columns [rows, ones] of each row."""
    values = np.ones(columns.size, np.float32)
    ends = np.arange(0, columns.size + 1, columns.shape[1])
    return csr_matrix((values, columns.ravel(), ends), shape=(len(columns), width))


class Network:
    def __init__(self, kinds, random, start):
        learned = {name: np.array(part, np.float32) / 1000 for name, part in start.items()}
        evidence = np.append(learned["evidence"] / TEMPER / SCALE[:-1], 0).astype(np.float32)
        evidence[GIVEN] = GIVEN_WEIGHT
        known = learned["traits"]
        traits = NEW_TRAITS * random.standard_normal((kinds, known.shape[1]), np.float32)
        traits[: len(known)] = known
        out = learned["out"] / TEMPER
        self.parts = {"evidence": evidence, "traits": traits, "bias": learned["bias"], "out": out}

    def scores(self, songs, indices):
        """Of each reading; kept for the gradients: inputs, hidden units, and their sums over notes."""
        traits, owners = songs.notes(indices)
        inputs = ones(traits.astype(np.int32), songs.kinds)
        hidden = np.maximum(inputs @ self.parts["traits"] + self.parts["bias"], 0)
        sums = ones(owners[:, None], len(indices) * READINGS).T @ hidden
        total = songs.facts[indices] @ self.parts["evidence"]
        total += (sums @ self.parts["out"]).reshape(-1, READINGS)
        return np.where(songs.real[indices], total, -1e4), (inputs, owners, hidden, sums)

    def gradients(self, songs, indices):
        """Of −log Σ p(reading) exp(−its cost beyond the least / softness)."""
        scores, (inputs, owners, hidden, sums) = self.scores(songs, indices)
        wanted = softmax(scores - songs.cost[indices] / SOFTNESS)
        error = (softmax(scores) - wanted).astype(np.float32) / len(indices)
        evidence = np.einsum("ij,ijk->k", error, songs.facts[indices])
        evidence[GIVEN] = 0
        by_unit = error.ravel()[owners, None] * self.parts["out"] * (hidden > 0)
        return {
            "evidence": evidence,
            "traits": inputs.T @ by_unit,
            "bias": by_unit.sum(0),
            "out": sums.T @ error.ravel(),
        }


def softmax(scores):
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)


def train(songs, start):
    """Adam with decoupled decay (Loshchilov and Hutter, 2019), the rate falling as a cosine."""
    random = np.random.default_rng(0)
    network = Network(songs.kinds, random, start)
    mean = {name: np.zeros_like(part) for name, part in network.parts.items()}
    square = {name: np.zeros_like(part) for name, part in network.parts.items()}
    per_epoch = len(songs.traits) // BATCH
    for done in range(EPOCHS * per_epoch):
        if done % per_epoch == 0:
            order = random.permutation(len(songs.traits))
        at = done % per_epoch * BATCH
        gradients = network.gradients(songs, order[at : at + BATCH])
        norm = np.sqrt(sum(np.square(part).sum() for part in gradients.values()))
        rate = RATE * 0.5 * (1 + np.cos(np.pi * done / (EPOCHS * per_epoch)))
        given = network.parts["evidence"][GIVEN]
        for name, gradient in gradients.items():
            gradient = gradient / max(1, norm)
            mean[name] = 0.9 * mean[name] + 0.1 * gradient
            square[name] = 0.999 * square[name] + 0.001 * gradient**2
            step = mean[name] / (1 - 0.9 ** (done + 1))
            step /= np.sqrt(square[name] / (1 - 0.999 ** (done + 1))) + 1e-8
            decay = 0 if name == "evidence" else DECAY
            network.parts[name] = network.parts[name] - rate * (step + decay * network.parts[name])
        network.parts["evidence"][GIVEN] = given
    return network


def report(name, network, songs):
    indices = np.arange(len(songs.traits))
    parts = [network.scores(songs, part)[0] for part in np.array_split(indices, len(indices) // 32 + 1)]
    scores = np.concatenate(parts)
    edits, time, phase = songs.errors[indices, scores.argmax(1)].mean(0)
    right = (softmax(scores) * songs.errors[..., 1] * songs.real).sum(1)
    nats = -np.log(np.maximum(right, 1e-6)).mean()
    print(f"{name}: edits {edits:.3f}, time {time:.3f} ({nats:.2f} nats), and phase {phase:.3f}", flush=True)


def thousandths(values):
    return [round(1000 * value) for value in values.tolist()]


def main():
    songs, held_out = Songs(sys.argv[1]), Songs(sys.argv[2])
    with open(sys.argv[3], encoding="utf8") as file:
        weights = json.load(file)
    network = train(songs, weights["metre"])
    report("dev", network, held_out)
    parts = network.parts
    evidence = TEMPER * parts["evidence"] * SCALE
    evidence[GIVEN] = 1
    weights["metre"] = {
        "evidence": thousandths(evidence[: FACTS - 1]),
        "traits": [thousandths(row) for row in parts["traits"]],
        "bias": thousandths(parts["bias"]),
        "out": thousandths(TEMPER * parts["out"]),
    }
    with open(sys.argv[4], "w", encoding="utf8") as file:
        json.dump(weights, file, separators=(",", ":"))


if __name__ == "__main__":
    main()
