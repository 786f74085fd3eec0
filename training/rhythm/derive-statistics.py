"""Counts starts and intervals in measures: gpu-worker/stages/score/rhythm/rhythm-statistics.json.

Reads the tunes of collect-tunes.py, one JSON object per line: {"time": "3/4", "corpus": "folk",
"notes": [[onset, duration, midi], ...]} in ticks of 48 to a quarter note. Measures start at multiples
of their length; a pickup keeps its position in the measure. Uses only the standard library.

    python3 derive-statistics.py tunes.jsonl > rhythm-statistics.json
"""

import collections
import json
import math
import random
import sys

MEASURE = {"2/4": 96, "3/4": 144, "4/4": 192, "6/8": 144}
STYLES = {"2/4": 3, "3/4": 3, "4/4": 6, "6/8": 2}
TUNES_PER_CORPUS = 400
NOTES_PER_TUNE = 80
BACKOFF_NOTES = 6


def level(position, time):
    """Metrical weight of a position, relative to the downbeat."""
    if position % MEASURE[time] == 0:
        return 1
    if position % (72 if time == "6/8" else 48) == 0:
        return 0.6
    if position % 24 == 0:
        return 0.35
    if position % 12 == 0:
        return 0.08
    return 0.012 if time != "6/8" else 0.0008


def backoff(time):
    """For each metrical position, the prior of each interval."""
    measure = MEASURE[time]
    grid = [p for p in range(measure) if p % 12 == 0 or p % 16 == 0]
    table = {}
    for position in grid:
        row = {
            d: level((position + d) % measure, time) * math.exp(-abs(math.log(d / 36)) / 0.55)
            for d in range(4, 2 * measure + 1, 4)
            if (position + d) % measure in grid
        }
        total = sum(row.values())
        table[position] = {d: weight / total for d, weight in row.items()}
    return table


def transitions(notes, measure):
    for (a, *_), (b, *_) in zip(notes, notes[1:]):
        interval = b - a
        while interval > 2 * measure:
            interval -= measure
        yield a % measure, interval


def count(tunes, shares, floor):
    """Probability of an interval at a position in one style, and the weighted counts of (position, interval)."""
    pairs, positions = collections.Counter(), collections.Counter()
    for tune, share in zip(tunes, shares):
        scale = share * min(1, NOTES_PER_TUNE / max(1, sum(tune.values())))
        for (position, interval), times in tune.items():
            pairs[position, interval] += times * scale
            positions[position] += times * scale
    return lambda p, d: (pairs[p, d] + BACKOFF_NOTES * floor[p][d]) / (positions[p] + BACKOFF_NOTES), pairs


def fit(tunes, styles, floor):
    """Fits a mixture of styles by expectation maximisation; the best of four random starts."""
    best = None
    for seed in range(4):
        random.seed(seed)
        shares = [[random.random() for _ in range(styles)] for _ in tunes]
        shares = [[x / sum(row) for x in row] for row in shares]
        for _ in range(40):
            weights = [sum(row[j] for row in shares) / len(tunes) for j in range(styles)]
            tables = [count(tunes, [row[j] for row in shares], floor) for j in range(styles)]
            total = 0
            for i, tune in enumerate(tunes):
                logs = [
                    math.log(max(weights[j], 1e-9))
                    + sum(n * math.log(tables[j][0](p, d)) for (p, d), n in tune.items())
                    for j in range(styles)
                ]
                top = max(logs)
                z = top + math.log(sum(math.exp(x - top) for x in logs))
                shares[i] = [math.exp(x - z) for x in logs]
                total += z
        if best is None or total > best[0]:
            best = total, weights, tables, shares
    return best[1:]


def derive(time, tunes):
    floor = backoff(time)
    by_corpus = collections.defaultdict(list)
    for tune in tunes:
        by_corpus[tune["corpus"]].append(tune)
    random.seed(1)
    chosen = [
        tune
        for group in by_corpus.values()
        for tune in random.sample(group, min(len(group), TUNES_PER_CORPUS))
    ]
    counted = [
        collections.Counter(
            (p, d) for p, d in transitions(t["notes"], MEASURE[time]) if d in floor.get(p, {})
        )
        for t in chosen
    ]
    weights, tables, shares = fit(counted, STYLES[time], floor)
    styles = []
    for j, (probability, pairs) in enumerate(tables):
        total = sum(pairs.values())
        mean = sum(n * math.log(min(d, 96) / 48) for (_, d), n in pairs.items()) / total
        starts = collections.Counter()
        for tune, row in zip(chosen, shares):
            starts[tune["notes"][0][0] % MEASURE[time]] += row[j]
        all_starts = sum(starts.values()) + 3
        start = {p: round(1000 * (starts[p] + 0.3 * level(p, time)) / all_starts) for p in floor}
        nexts = {
            p: {d: k for d in row if (k := round(1000 * probability(p, d))) >= 3}
            for p, row in floor.items()
        }
        styles.append(
            {
                "weight": round(weights[j], 3),
                "meanLogQuarters": round(mean, 2),
                "start": {p: k for p, k in start.items() if k > 0},
                "next": nexts,
            }
        )
    return styles


def main():
    with open(sys.argv[1], encoding="utf8") as lines:
        tunes = [json.loads(line) for line in lines]
    result = {time: derive(time, [t for t in tunes if t["time"] == time]) for time in MEASURE}
    json.dump(result, sys.stdout, separators=(",", ":"))


if __name__ == "__main__":
    main()
