"""Simulates performances of printed tunes: timing errors, slowing down, pauses, false and split notes.

Reads the tunes of collect-tunes.py and adds "sung" to each: [[start, end, midi], ...] in seconds. Some
pairs of eighths become triplets, which are rare in these collections. Uses only the standard library.

    python3 perform.py tunes.jsonl 7000 1 > train.jsonl
"""

import json
import math
import random
import sys

MEASURE = {"2/4": 96, "3/4": 144, "4/4": 192, "6/8": 144}
# Shares of the corpora in the performances: assumed shares of singers, not numbers of tunes.
SHARES = {"folk": 0.46, "children": 0.12, "chinese": 0.06, "standards": 0.16, "pop": 0.2}


def excerpt(tune):
    """Most folk songs whole; a few phrases of longer songs."""
    notes, measure = tune["notes"], MEASURE[tune["time"]]
    long = tune["corpus"] in ("standards", "pop")
    length = random.randint(24, 80) if long or random.random() > 0.7 else 90
    starts = [
        i
        for i in range(1, len(notes) - length)
        if long and notes[i][0] - notes[i - 1][0] >= 72 and notes[i - 1][1] >= 48
    ]
    first = random.choice(starts) if starts and random.random() < 0.7 else 0
    part = notes[first : first + length]
    end = len(part)
    while end > 20 and first + end < len(notes) and part[end - 1][1] < 72:
        end -= 1
    part = part[:end] if end > 20 else part
    origin = part[0][0] // measure * measure
    return [[onset - origin, duration, midi] for onset, duration, midi in part]


def with_triplets(tune, notes):
    """Replaces some pairs of eighths by triplets, the same pair of pitches each time it occurs."""
    if tune["time"] == "6/8" or random.random() > 0.1:
        return notes
    share, chosen, written, i = random.uniform(0.1, 0.5), {}, [], 0
    while i < len(notes):
        onset, _, midi = notes[i]
        following = notes[i + 1 : i + 3]
        is_pair = onset % 48 == 0 and [note[0] - onset for note in following] == [24, 48]
        figure = (midi, following[0][2]) if is_pair else None
        if is_pair and chosen.setdefault(figure, random.random() < share):
            middle = random.choice([*figure, max(figure) + random.choice([1, 2])])
            written += [[onset, 16, midi], [onset + 16, 16, middle], [onset + 32, 16, figure[1]]]
            i += 2
        else:
            written.append(notes[i])
            i += 1
    return written


def quarter_seconds(notes):
    """Tempo of an unaccompanied singer: near that of recordings, that of sight-singing, or any."""
    logs = [math.log(min(b[0] - a[0], 96) / 48) for a, b in zip(notes, notes[1:])]
    density = sum(logs) / len(logs) + 0.4
    bpm = random.choices(
        [
            random.gauss(math.log(102) + 0.45 * density, 0.2),
            random.gauss(math.log(82) + 0.3 * density, 0.22),
            random.uniform(math.log(48), math.log(130)),
        ],
        [0.4, 0.4, 0.2],
    )[0]
    return 60 / min(190, max(40, math.exp(bpm)))


def slowing(first, last):
    """Factor on the length of a quarter at a tick: some slow down or speed up steadily, some slow down at the end."""
    trend = random.choices([0, random.uniform(0.05, 0.5), random.uniform(-0.12, 0)], [0.65, 0.25, 0.1])[0]
    broad = random.uniform(0.1, 0.6) if random.random() < 0.35 else 0
    ending = last - 48 * random.randint(2, 6)

    def factor(tick):
        through = (tick - first) / max(1, last - first)
        at_end = max(0, tick - ending) / max(1, last - ending)
        return (1 + trend * through) * (1 + broad * at_end)

    return factor


def beats(notes, quarter):
    """Time and length of each note: the tempo drifts, and pauses follow some phrases."""
    drift = random.uniform(0.003, 0.03)
    pause = random.uniform(0.05, 0.3) if random.random() < 0.6 else 0
    wander, seconds, tick = 0, 1 + random.random(), notes[0][0]
    slower = slowing(tick, notes[-1][0])
    for i, (onset, duration, _) in enumerate(notes):
        while tick < onset:
            ticks = min(12, onset - tick)
            wander = 0.99 * (wander + random.gauss(0, drift * math.sqrt(ticks / 48)))
            seconds += ticks / 48 * quarter * slower(tick) * math.exp(wander)
            tick += ticks
        if i and onset - notes[i - 1][0] >= 72 and random.random() < pause:
            seconds += random.expovariate(1 / 0.3)
        yield seconds, duration / 48 * quarter * slower(onset) * math.exp(wander)


def repeated(notes, measure):
    """Some songs have several verses: the same notes again, after whole measures."""
    if len(notes) > 60 or random.random() > 0.15:
        return notes
    length = -(-(notes[-1][0] + notes[-1][1]) // measure) * measure
    turns = range(random.randint(2, 120 // len(notes)))
    return [[onset + turn * length, duration, midi] for turn in turns for onset, duration, midi in notes]


def at_any_speed(sung):
    """Most singers are faster or slower than the tempos above say: a tune can be sung at any of these speeds."""
    speed = math.exp(random.uniform(math.log(0.6), math.log(1.6))) if random.random() < 0.75 else 1
    return [[round(start / speed, 3), round(end / speed, 3), midi] for start, end, midi in sung]


def perform(notes, may_swing):
    quarter = quarter_seconds(notes)
    clean = random.random() < 0.35
    chance = lambda maximum: 0 if clean else random.uniform(0, maximum)
    split, merge, ornament, false = chance(0.05), chance(0.1), chance(0.03), chance(0.1)
    stray = 0 if clean or random.random() < 0.75 else 0.5
    spread = random.uniform(0.012, 0.045)
    swing = random.uniform(0.1, 0.19) if may_swing and random.random() < 0.1 else 0
    sung, previous = [], None
    for (onset, _, midi), (due, length) in zip(notes, beats(notes, quarter)):
        start = due + random.gauss(0, spread * (2.5 if random.random() < 0.05 else 1))
        start += swing * quarter if onset % 48 == 24 else 0
        length *= random.uniform(0.6 if random.random() < 0.8 else 0.35, 1)
        pitch = midi + (random.choice([-1, 1]) if random.random() < false else 0)
        if sung and previous == midi and random.random() < merge:
            sung[-1][1] = start + length - sung[-1][0]
            continue
        previous = midi
        if random.random() < ornament:
            grace = random.uniform(0.07, 0.14)
            sung.append([start - grace * random.random(), grace, pitch + random.choice([-2, -1, 1, 2])])
            start = max(start, sung[-1][0] + grace)
        if length > 0.25 and random.random() < split * (1 if length > 0.4 else 0.4):
            cut = random.uniform(0.25, 0.75) * length
            sung.append([start, cut, pitch])
            sung.append([start + cut, length - cut, pitch + random.choice([0, 0, 0, -1, 1])])
        else:
            sung.append([start, length, pitch])
    if random.random() < stray / 2:
        sung.append([sung[0][0] - random.uniform(0.3, 1.5), 0.12, sung[0][2] + random.randint(-5, 5)])
    if random.random() < stray:
        end = max(start + length for start, length, _ in sung)
        sung.append([end + random.uniform(0.2, 1.5), 0.12, sung[-1][2] + random.randint(-5, 5)])
    return without_overlaps(sorted(sung))


def without_overlaps(sung):
    notes = []
    for start, length, midi in sung:
        start = max(start, notes[-1][0] + 0.05) if notes else start
        notes.append([start, start + max(0.06, length), midi])
    for note, following in zip(notes, notes[1:]):
        note[1] = max(note[0] + 0.03, min(note[1], following[0]))
    return [[round(start, 3), round(end, 3), midi] for start, end, midi in notes]


def main():
    path, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    random.seed(seed)
    with open(path, encoding="utf8") as lines:
        tunes = [json.loads(line) for line in lines]
    chosen = []
    for corpus, share in SHARES.items():
        group = [tune for tune in tunes if tune["corpus"] == corpus]
        random.shuffle(group)
        chosen += [group[i % len(group)] for i in range(round(count * share)) if group]
    for tune in random.sample(chosen, len(chosen)):
        notes = with_triplets(tune, excerpt(tune))
        if len(notes) >= 16:
            notes = repeated(notes, MEASURE[tune["time"]])
            sung = at_any_speed(perform(notes, tune["time"] == "4/4"))
            print(json.dumps({**tune, "notes": notes, "sung": sung}))


if __name__ == "__main__":
    main()
