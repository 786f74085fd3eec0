"""Random tunes and their performance: note times in seconds, and the pitch between and within notes."""

import numpy as np

FRAME = 0.005
SCALES = [[0, 2, 4, 5, 7, 9, 11], [0, 2, 3, 5, 7, 8, 10], [0, 2, 4, 7, 9], list(range(12))]
LENGTHS = [0.125, 0.25, 0.5, 1, 1.5, 2, 4]


def random_tune(rng, seconds, lowest, highest):
    """Rows (start, end of the inter-onset interval, MIDI); a rest follows a tenth of the notes."""
    scale = SCALES[rng.integers(len(SCALES))]
    key = rng.integers(12)
    ladder = [m for m in range(lowest, highest + 1) if (m - key) % 12 in scale]
    beat = 60 / rng.uniform(55, 160)
    weights = np.array([0.02, 0.16, 0.4, 0.28, 0.06, 0.06, 0.02]) ** rng.uniform(0.6, 1.4)
    repeats = rng.uniform(0.1, 0.45)
    position = rng.integers(len(ladder))
    time, rows = rng.uniform(0.05, 0.6 if rng.random() < 0.6 else 2), []
    seconds -= 0 if rng.random() < 0.6 else rng.uniform(0, 1.5)
    while time < seconds - 0.5:
        gap = max(0.09, beat * rng.choice(LENGTHS, p=weights / weights.sum()) * rng.normal(1, 0.04))
        rest = beat * rng.choice([0.5, 1, 2]) if rng.random() < 0.1 else 0
        rows.append((time, min(time + gap, seconds - 0.1), ladder[position]))
        time += gap + rest
        if rng.random() > repeats:
            step = rng.choice([1, 1, 1, 1, 2, 2, 3, 4, 5]) * rng.choice([-1, 1])
            position = int(np.clip(position + step, 0, len(ladder) - 1))
    return rows


def smooth_noise(rng, frames, hertz):
    """Noise of unit variance, interpolated from about `hertz` values per second."""
    count = max(4, int(frames * FRAME * hertz) + 3)
    return np.interp(np.linspace(0, count - 1, frames), np.arange(count), rng.normal(size=count))


def pitch_curve(rng, notes, frames, style):
    """MIDI every 5 ms. `notes` are rows (start, end, midi, start of the glide to it, end of the glide)."""
    curve = np.full(frames, float(notes[0][2]))
    for i, (start, end, midi, glide_from, glide_to) in enumerate(notes):
        sung = midi + rng.normal(0, style["error"])
        a, b = int(glide_from / FRAME), max(int(glide_from / FRAME) + 1, int(glide_to / FRAME))
        shape = 0.5 - 0.5 * np.cos(np.pi * np.clip((np.arange(a, frames) - a) / (b - a), 0, 1))
        curve[a:] += shape * (sung - curve[a:])
        first, last = int(start / FRAME), min(frames, int(end / FRAME))
        time = np.arange(max(0, last - first)) * FRAME
        if rng.random() < style["scoop"]:
            depth, speed = rng.uniform(0.4, 2.5), rng.uniform(0.02, 0.09)
            # Some scoops hold the lower pitch for a moment before they rise.
            wait = min(rng.uniform(0.02, 0.12), 0.3 * (end - start)) if rng.random() < 0.3 else 0
            curve[first:last] -= depth * np.exp(-np.maximum(0, time - wait) / speed)
            before = max(0, first - a)
            curve[a:first] -= depth * np.linspace(0, 1, before) if before else 0
        if rng.random() < style["fall"]:
            tail = np.clip(time - (end - start) + rng.uniform(0.05, 0.2), 0, None)
            curve[first:last] -= rng.uniform(3, 14) * tail
        if end - start > 0.35 and rng.random() < style["vibrato"]:
            delay, rate = rng.uniform(0.1, 0.4), style["rate"] * rng.normal(1, 0.05)
            swell = np.clip((time - delay) / 0.25, 0, 1)
            depth = style["depth"] * rng.uniform(0.6, 1.3)
            curve[first:last] += depth * swell * np.sin(2 * np.pi * rate * (time - delay))
    drift = rng.normal(0, 0.3) * np.linspace(0, 1, frames)
    wobble = style["wobble"] * (0.7 * smooth_noise(rng, frames, 4) + 0.4 * smooth_noise(rng, frames, 14))
    return curve + style["tuning"] + drift + wobble


def random_style(rng):
    return {
        "error": rng.uniform(0.05, 0.3),
        "scoop": rng.choice([0.05, 0.2, 0.5]),
        "fall": rng.choice([0, 0.1, 0.3]),
        "vibrato": rng.choice([0, 0.2, 0.8]),
        "rate": rng.uniform(4.5, 7),
        "depth": rng.uniform(0.15, 1.2),
        "wobble": rng.uniform(0.03, 0.2),
        "tuning": rng.uniform(-0.5, 0.5),
        "sag": rng.choice([0, 0.3, 0.8]),
        "glide": rng.uniform(0.04, 0.14),
        "melisma": rng.choice([0, 0.08, 0.25, 0.95], p=[0.3, 0.35, 0.25, 0.1]),
        "weak": rng.choice([0, 4, 15]),
        "hum": rng.choice([0, 0.2, 0.5]),
        "turn": rng.choice([0, 0.1, 0.3]),
        "unsteady": rng.choice([0, 0.5, 1.2]),
        "staccato": rng.choice([0, 0.1, 0.5]),
    }
