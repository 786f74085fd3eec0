"""Fits the network that chooses the metre, for gpu-worker/stages/score/rhythm/rhythm-weights.json.

    python3 fit.py train dev START.json rhythm-weights.json

Needs numpy and scipy. Reads NAME.json and NAME.features of record-hypotheses.ts. Trains the softmax
over a song's hypotheses to give high probability to those with few errors. Training continues from the
metre network in START.json; features that it does not have yet start near zero. The network of the
tempo level ("pace" in the file) is kept.
"""

import json
import sys

import numpy as np
from scipy.sparse import csr_matrix

HYPOTHESES, EPOCHS, BATCH = 12, 4, 16
RATE, DECAY, SOFTNESS = 4e-3, 0.02, 0.4
NEW_FEATURES = 0.02
NO_TIME, NO_PHASE = 0.7, 0.5
# The tempos of the performances are assumed, so the weights of tempo and beat priors are fixed.
GIVEN, GIVEN_WEIGHT = [4, 10], 1 / 0.7
# Factor on the log probabilities. The evidence of neighbouring notes is correlated, in real voices
# more than in simulated ones. Without it time signatures are too certain, and plain quarters at 80
# are written as eighths at 40.
TEMPER = 0.35
EVIDENCE = 11
# Onsets and intervals are sums over notes. In tenths they learn at the same rate as the other inputs.
SCALE = np.array([0.1, 0.1] + [1.0] * 9, np.float32)


class Songs:
    """Evidence [songs, hypotheses, 11], errors and costs, and for each song the features of its notes under each hypothesis."""

    def __init__(self, name):
        with open(f"{name}.json", encoding="utf8") as file:
            data = json.load(file)
        self.feature_count, songs = data["featureCount"], data["songs"]
        counts = [song["notes"] * len(song["hypotheses"]) for song in songs]
        raw = np.fromfile(f"{name}.features", np.uint16).reshape(sum(counts), -1)
        self.features = np.split(raw, np.cumsum(counts)[:-1])
        shape = (len(songs), HYPOTHESES)
        self.evidence = np.zeros((*shape, EVIDENCE), np.float32)
        self.errors = np.ones((*shape, 3), np.float32)
        self.cost = np.full(shape, 50.0, np.float32)
        self.real = np.zeros(shape, bool)
        for i, song in enumerate(songs):
            for j, hypothesis in enumerate(song["hypotheses"]):
                time, phase = float(hypothesis["isTimeRight"]), float(hypothesis["isPhaseRight"])
                edits = hypothesis["edits"]
                self.evidence[i, j] = hypothesis["evidence"] * SCALE
                self.errors[i, j] = edits, time, phase
                self.cost[i, j] = min(1, edits) + NO_TIME * (1 - time) + NO_PHASE * (1 - phase)
                self.real[i, j] = True

    def notes(self, indices):
        """Features of all notes, and the index of the hypothesis of each."""
        counts = self.real[indices].sum(1)
        lengths = np.repeat([len(self.features[i]) for i in indices] // counts, counts)
        hypotheses = np.flatnonzero(self.real[indices])
        return np.concatenate([self.features[i] for i in indices]), np.repeat(hypotheses, lengths)


def ones(columns, width):
    """A sparse matrix with ones in the given columns [rows, ones] of each row."""
    values = np.ones(columns.size, np.float32)
    ends = np.arange(0, columns.size + 1, columns.shape[1])
    return csr_matrix((values, columns.ravel(), ends), shape=(len(columns), width))


class Network:
    def __init__(self, feature_count, random, start):
        learned = {name: np.array(part, np.float32) / 1000 for name, part in start.items()}
        evidence = np.append(learned["evidence"] / TEMPER / SCALE[:-1], 0).astype(np.float32)
        evidence[GIVEN] = GIVEN_WEIGHT
        known = learned["traits"]
        features = NEW_FEATURES * random.standard_normal((feature_count, known.shape[1]), np.float32)
        features[: len(known)] = known
        out = learned["out"] / TEMPER
        self.parts = {"evidence": evidence, "features": features, "bias": learned["bias"], "out": out}

    def log_probabilities(self, songs, indices):
        """Log probabilities [songs, hypotheses] up to a constant; and for the gradients inputs, hidden units, and their sums over notes."""
        features, owners = songs.notes(indices)
        inputs = ones(features.astype(np.int32), songs.feature_count)
        hidden = np.maximum(inputs @ self.parts["features"] + self.parts["bias"], 0)
        sums = ones(owners[:, None], len(indices) * HYPOTHESES).T @ hidden
        total = songs.evidence[indices] @ self.parts["evidence"]
        total += (sums @ self.parts["out"]).reshape(-1, HYPOTHESES)
        return np.where(songs.real[indices], total, -1e4), (inputs, owners, hidden, sums)

    def gradients(self, songs, indices):
        """Gradients of −log Σ p(hypothesis) exp(−(cost − minimum cost) / SOFTNESS)."""
        logs, (inputs, owners, hidden, sums) = self.log_probabilities(songs, indices)
        target = softmax(logs - songs.cost[indices] / SOFTNESS)
        error = (softmax(logs) - target).astype(np.float32) / len(indices)
        evidence = np.einsum("ij,ijk->k", error, songs.evidence[indices])
        evidence[GIVEN] = 0
        by_unit = error.ravel()[owners, None] * self.parts["out"] * (hidden > 0)
        return {
            "evidence": evidence,
            "features": inputs.T @ by_unit,
            "bias": by_unit.sum(0),
            "out": sums.T @ error.ravel(),
        }


def softmax(logs):
    powers = np.exp(logs - logs.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)


def train(songs, start):
    """Adam with decoupled weight decay (Loshchilov and Hutter, 2019) and a cosine learning rate."""
    random = np.random.default_rng(0)
    network = Network(songs.feature_count, random, start)
    mean = {name: np.zeros_like(part) for name, part in network.parts.items()}
    square = {name: np.zeros_like(part) for name, part in network.parts.items()}
    per_epoch = len(songs.features) // BATCH
    for done in range(EPOCHS * per_epoch):
        if done % per_epoch == 0:
            order = random.permutation(len(songs.features))
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
    indices = np.arange(len(songs.features))
    parts = [network.log_probabilities(songs, part)[0] for part in np.array_split(indices, len(indices) // 32 + 1)]
    logs = np.concatenate(parts)
    edits, time, phase = songs.errors[indices, logs.argmax(1)].mean(0)
    right = (softmax(logs) * songs.errors[..., 1] * songs.real).sum(1)
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
        "evidence": thousandths(evidence[: EVIDENCE - 1]),
        "traits": [thousandths(row) for row in parts["features"]],
        "bias": thousandths(parts["bias"]),
        "out": thousandths(TEMPER * parts["out"]),
    }
    with open(sys.argv[4], "w", encoding="utf8") as file:
        json.dump(weights, file, separators=(",", ":"))


if __name__ == "__main__":
    main()
