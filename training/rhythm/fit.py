"""Fits the network that chooses the tempo level ("pace") or the metre, for rhythm-weights.json.

    python3 fit.py pace train dev START.json rhythm-weights.json

Needs numpy and scipy. Reads NAME.json and NAME.features of record-hypotheses.ts. Trains the softmax
over a song's hypotheses to give high probability to those with few errors. Training continues from the
network in START.json; features that the metre network does not have yet start near zero, and pace
knows only the first ones. The other network is kept.
"""

import json
import sys

import numpy as np
from scipy.sparse import csr_matrix

HYPOTHESES, EPOCHS, BATCH = 24, 4, 16
RATE, DECAY, SOFTNESS = 4e-3, 0.02, 0.4
NEW_FEATURES = 0.02
NO_TIME, NO_PHASE = 0.7, 0.5
# What the errors cost that another tempo level would not have.
NO_LEVEL = 1.0
# The metre does not depend on the tempo of singers, so its weights of tempo and beat priors are fixed. The
# tempo level has a prior of its own (tempo-prior.ts) instead of the tempo for so many notes.
GIVEN = {"pace": {4: 0.0}, "metre": {4: 1 / 0.7, 10: 1 / 0.7}}
# The evidence of all notes together weighs as much as that of so many: a repeated song, or a longer one,
# has no other tempo level. The worker lowers the weight of longer songs in the same way (choose-rhythm.ts),
# but does not raise that of shorter ones, so that plain short tunes keep usual tempos.
LEVEL_NOTES = 60
# Factor on the log probabilities. The evidence of neighbouring notes is correlated, in real voices
# more than in simulated ones. Without it time signatures are too certain, and plain quarters at 80
# are written as eighths at 40.
TEMPER = {"pace": 1.0, "metre": 0.35}
EVIDENCE = 11
# Onsets and intervals are sums over notes. In tenths they learn at the same rate as the other inputs.
SCALE = np.array([0.1, 0.1] + [1.0] * 9, np.float32)


class Songs:
    """Evidence [songs, hypotheses, 11], errors and costs, and for each song the features of its notes under each hypothesis."""

    def __init__(self, name, aspect, known):
        with open(f"{name}.json", encoding="utf8") as file:
            data = json.load(file)
        self.feature_count, songs = data["featureCount"], data["songs"]
        counts = [song["notes"] * len(song["hypotheses"]) for song in songs]
        raw = np.fromfile(f"{name}.features", np.uint16).reshape(sum(counts), -1)
        if aspect == "pace":
            raw = raw[:, raw.max(0) < known]
            self.feature_count = known
        self.features = np.split(raw, np.cumsum(counts)[:-1])
        lengths = np.array([song["notes"] for song in songs], np.float32)
        self.share = LEVEL_NOTES / lengths if aspect == "pace" else np.ones_like(lengths)
        shape = (len(songs), HYPOTHESES)
        self.evidence = np.zeros((*shape, EVIDENCE), np.float32)
        self.errors = np.ones((*shape, 4), np.float32)
        self.prior = np.zeros(shape, np.float32)
        self.cost = np.full(shape, 50.0, np.float32)
        self.real = np.zeros(shape, bool)
        for i, song in enumerate(songs):
            for j, hypothesis in enumerate(song["hypotheses"]):
                time, phase = float(hypothesis["isTimeRight"]), float(hypothesis["isPhaseRight"])
                edits = hypothesis["edits"]
                level = float(hypothesis["isLevelRight"])
                self.evidence[i, j] = hypothesis["evidence"] * SCALE
                self.evidence[i, j, :2] *= self.share[i]
                self.errors[i, j] = edits, time, phase, level
                self.cost[i, j] = min(1, edits) + NO_TIME * (1 - time) + NO_PHASE * (1 - phase)
                self.cost[i, j] += NO_LEVEL * (1 - level) if aspect == "pace" else 0
                self.prior[i, j] = hypothesis["tempoLevelLogPrior"] if aspect == "pace" else 0
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
    def __init__(self, aspect, feature_count, random, start):
        learned = {name: np.array(part, np.float32) / 1000 for name, part in start.items()}
        self.given = list(GIVEN[aspect])
        evidence = (learned["evidence"] / TEMPER[aspect] / SCALE).astype(np.float32)
        evidence[self.given] = list(GIVEN[aspect].values())
        known = learned["traits"]
        features = NEW_FEATURES * random.standard_normal((feature_count, known.shape[1]), np.float32)
        features[: len(known)] = known
        out = learned["out"] / TEMPER[aspect]
        self.parts = {"evidence": evidence, "features": features, "bias": learned["bias"], "out": out}

    def log_probabilities(self, songs, indices):
        """Log probabilities [songs, hypotheses] up to a constant; and for the gradients inputs, hidden units, and their sums over notes."""
        features, owners = songs.notes(indices)
        inputs = ones(features.astype(np.int32), songs.feature_count)
        hidden = np.maximum(inputs @ self.parts["features"] + self.parts["bias"], 0)
        sums = ones(owners[:, None], len(indices) * HYPOTHESES).T @ hidden
        shares = np.repeat(songs.share[indices], HYPOTHESES)[:, None]
        sums *= shares
        total = songs.prior[indices] + songs.evidence[indices] @ self.parts["evidence"]
        total += (sums @ self.parts["out"]).reshape(-1, HYPOTHESES)
        return np.where(songs.real[indices], total, -1e4), (inputs, owners, hidden, sums, shares)

    def gradients(self, songs, indices):
        """Gradients of −log Σ p(hypothesis) exp(−(cost − minimum cost) / SOFTNESS)."""
        logs, (inputs, owners, hidden, sums, shares) = self.log_probabilities(songs, indices)
        target = softmax(logs - songs.cost[indices] / SOFTNESS)
        error = (softmax(logs) - target).astype(np.float32) / len(indices)
        evidence = np.einsum("ij,ijk->k", error, songs.evidence[indices])
        evidence[self.given] = 0
        by_unit = (error.ravel()[:, None] * shares)[owners] * self.parts["out"] * (hidden > 0)
        return {
            "evidence": evidence,
            "features": inputs.T @ by_unit,
            "bias": by_unit.sum(0),
            "out": sums.T @ error.ravel(),
        }


def softmax(logs):
    powers = np.exp(logs - logs.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)


def train(aspect, songs, start):
    """Adam with decoupled weight decay (Loshchilov and Hutter, 2019) and a cosine learning rate."""
    random = np.random.default_rng(0)
    network = Network(aspect, songs.feature_count, random, start)
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
        given = network.parts["evidence"][network.given]
        for name, gradient in gradients.items():
            gradient = gradient / max(1, norm)
            mean[name] = 0.9 * mean[name] + 0.1 * gradient
            square[name] = 0.999 * square[name] + 0.001 * gradient**2
            step = mean[name] / (1 - 0.9 ** (done + 1))
            step /= np.sqrt(square[name] / (1 - 0.999 ** (done + 1))) + 1e-8
            decay = 0 if name == "evidence" else DECAY
            network.parts[name] = network.parts[name] - rate * (step + decay * network.parts[name])
        network.parts["evidence"][network.given] = given
    return network


def report(name, network, songs):
    indices = np.arange(len(songs.features))
    parts = [network.log_probabilities(songs, part)[0] for part in np.array_split(indices, len(indices) // 32 + 1)]
    logs = np.concatenate(parts)
    edits, time, phase, level = songs.errors[indices, logs.argmax(1)].mean(0)
    right = (softmax(logs) * songs.errors[..., 1] * songs.real).sum(1)
    nats = -np.log(np.maximum(right, 1e-6)).mean()
    print(f"{name}: edits {edits:.3f}, time {time:.3f} ({nats:.2f} nats), and phase {phase:.3f}, level {level:.3f}", flush=True)


def thousandths(values):
    return [round(1000 * value) for value in values.tolist()]


def main():
    aspect, train_name, dev_name, start_path, out_path = sys.argv[1:]
    with open(start_path, encoding="utf8") as file:
        weights = json.load(file)
    known = len(weights[aspect]["traits"])
    songs, held_out = Songs(train_name, aspect, known), Songs(dev_name, aspect, known)
    network = train(aspect, songs, weights[aspect])
    report("dev", network, held_out)
    parts, temper = network.parts, TEMPER[aspect]
    evidence = temper * parts["evidence"] * SCALE
    evidence[network.given] = np.sign(evidence[network.given])
    weights[aspect] = {
        "evidence": thousandths(evidence),
        "traits": [thousandths(row) for row in parts["features"]],
        "bias": thousandths(parts["bias"]),
        "out": thousandths(temper * parts["out"]),
    }
    with open(out_path, "w", encoding="utf8") as file:
        json.dump(weights, file, separators=(",", ":"))


if __name__ == "__main__":
    main()
