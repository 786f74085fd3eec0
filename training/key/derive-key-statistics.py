"""Fits the weights of the evidence for keys: gpu-worker/stages/score/key/key-statistics.json.

The README describes both inputs. Needs PyTorch and NumPy.

    python3 derive-key-statistics.py tunes.jsonl bands.jsonl > key-statistics.json
"""

import json
import math
import random
import sys

import numpy as np
import torch

PERFORMANCES = 3
PHRASE_END_INTERVALS = 2.5
"""A note ends a phrase if the next one follows after at least this many median intervals."""
ROTATIONS = torch.tensor([[(tonic + degree) % 12 for degree in range(12)] for tonic in range(12)])
REFERENCE_BAND_SECONDS = 20


def sing(notes, dice):
    """Notes with random errors, as a transcription has them: wrong, missing and split; of one tune in five only a part."""
    if dice.random() < 0.2 and len(notes) > 20:
        length = dice.randint(14, min(45, len(notes)))
        start = dice.choice([0, len(notes) - length, dice.randint(0, len(notes) - length)])
        notes = notes[start : start + length]
    wrong = dice.choice([0, 0.03, 0.06, 0.12])
    sung = []
    for onset, duration, midi in notes:
        if dice.random() < 0.03 and len(notes) > 10:
            continue
        if dice.random() < wrong:
            midi += dice.choice([-1, 1, -1, 1, -2, 2])
        duration *= math.exp(0.15 * dice.gauss(0, 1))
        parts = 2 if dice.random() < 0.03 else 1
        sung += [(onset + i * duration / parts, duration / parts, midi) for i in range(parts)]
    return sung or notes


def evidence(notes):
    """By pitch class: duration, first and last note, ends of phrases, and transitions [from, to]."""
    time, first, last, ends, transitions = *(np.zeros(12) for _ in range(4)), np.zeros((12, 12))
    classes = [midi % 12 for _, _, midi in notes]
    for (_, duration, _), c in zip(notes, classes):
        time[c] += duration
    time *= len(notes) / time.sum()
    first[classes[0]] = last[classes[-1]] = 1
    gaps = [b[0] - a[0] for a, b in zip(notes, notes[1:])]
    for gap, a, b in zip(gaps, classes, classes[1:]):
        transitions[a, b] += 1
        ends[a] += gap >= PHRASE_END_INTERVALS * np.median(gaps)
    return time, first, last, np.log1p(ends), np.log1p(transitions)


def fit(parameters, loss):
    optimiser = torch.optim.LBFGS(parameters, max_iter=100, line_search_fn="strong_wolfe")

    def closure():
        optimiser.zero_grad()
        value = loss()
        value.backward()
        return value

    optimiser.step(closure)


def log_loss(logits, allowed):
    """Negative log probability of the allowed keys. Both arguments are [tunes, 12, 2]."""
    logits, allowed = logits.reshape(len(logits), -1), allowed.reshape(len(allowed), -1)
    right = logits.masked_fill(allowed == 0, -1e9)
    return torch.logsumexp(logits, 1) - torch.logsumexp(right, 1)


def allow(keys):
    allowed = torch.zeros(12, 2)
    for tonic, mode in keys:
        allowed[tonic, mode] = 1
    return allowed


def fit_voice(tunes):
    dice = random.Random(3)
    sung = [(evidence(sing(t["notes"], dice)), t) for t in tunes for _ in range(PERFORMANCES)]
    time, first, last, ends, transitions = (
        torch.tensor(np.array([e[i] for e, _ in sung]), dtype=torch.float32) for i in range(5)
    )
    rotated = torch.stack([transitions[:, ROTATIONS[t]][:, :, ROTATIONS[t]] for t in range(12)], 1)
    allowed = torch.stack([allow(t["keys"]) for _, t in sung])
    share = torch.tensor([t["weight"] for _, t in sung], dtype=torch.float32)
    tables = {name: torch.zeros(2, 12) for name in ("time", "first", "last", "phraseEnd")}
    tables["step"] = torch.zeros(2, 12, 12)
    prior, log_scale = torch.zeros(2), torch.tensor(1.0)
    parameters = [*tables.values(), prior, log_scale]
    for parameter in parameters:
        parameter.requires_grad_()

    def loss():
        inputs = torch.log1p(time * torch.exp(log_scale)), first, last, ends
        logits = prior + torch.einsum("ntab,mab->ntm", rotated, tables["step"])
        for values, table in zip(inputs, tables.values()):
            logits = logits + torch.einsum("ntd,md->ntm", values[:, ROTATIONS], table)
        size = (tables["step"] ** 2).sum() + 0.3 * sum((t**2).sum() for t in list(tables.values())[:4])
        return (log_loss(logits, allowed) * share).sum() / share.sum() + 1e-3 * size

    fit(parameters, loss)
    return tables, prior, torch.exp(log_scale)


def fit_band(bands):
    chroma = torch.tensor([b["chroma"] for b in bands], dtype=torch.float32)[:, ROTATIONS]
    weight = torch.tensor([math.sqrt(b["seconds"] / REFERENCE_BAND_SECONDS) for b in bands])
    allowed = torch.stack([allow([(b["tonic"], b["mode"])]) for b in bands])
    table = torch.zeros(2, 12, requires_grad=True)

    def loss():
        logits = torch.einsum("ntd,md->ntm", chroma, table) * weight[:, None, None]
        return log_loss(logits, allowed).mean() + 1e-5 * (table**2).sum()

    fit([table], loss)
    return table


def main():
    tunes, bands = ([json.loads(line) for line in open(path, encoding="utf8")] for path in sys.argv[1:3])
    torch.manual_seed(0)
    tables, prior, scale = fit_voice(tunes)
    tables["harmony"] = fit_band(bands)

    def plain(values):
        return json.loads(json.dumps(values.tolist()), parse_float=lambda text: round(float(text), 2))

    modes = [
        {"prior": plain(prior[m : m + 1])[0], **{name: plain(t[m]) for name, t in tables.items()}}
        for m in (0, 1)
    ]
    result = {"timeScale": round(scale.item(), 2), "major": modes[0], "minor": modes[1]}
    json.dump(result, sys.stdout, separators=(",", ":"))


if __name__ == "__main__":
    main()
