"""Converts measures to notes in ticks, 48 to a quarter."""

QUARTER = 48
MEASURE = {"2/4": 96, "3/4": 144, "4/4": 192, "6/8": 144}


def same_time(time):
    """The time signature that the worker writes for it."""
    return "4/4" if time == "2/2" else time


def join_measures(measures, time):
    """Notes [onset, duration, midi] from measures of [duration, midi or None, is tied to the next].

    None if the measures do not add up to the time signature. A pickup keeps its position in the measure.
    """
    measures = [measure for measure in measures if measure]
    lengths = [sum(duration for duration, *_ in measure) for measure in measures]
    full = MEASURE.get(same_time(time))
    if full is None or not measures or any(length != full for length in lengths[1:-1]):
        return None
    if max(lengths[0], lengths[-1]) > full:
        return None
    notes, tick, is_tied = [], full - lengths[0], False
    for duration, midi, ties in (note for measure in measures for note in measure):
        if is_tied and notes and midi == notes[-1][2]:
            notes[-1][1] += duration
        elif midi is not None:
            notes.append([tick, duration, midi])
        is_tied, tick = ties, tick + duration
    return notes
