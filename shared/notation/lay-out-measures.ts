import type { KeySignature, Measure, Pitch, ScoreElement, TimeSignature } from '../score.ts';
import { groupBeams } from './group-beams.ts';
import { beamStarts, type MetreStructure, metreStructure } from './metre-structure.ts';
import { spellMelody } from './spell-melody.ts';
import { type DurationSymbol, splitDuration } from './split-duration.ts';
import {
  findTripletWindows,
  splitInTriplet,
  type TripletWindow,
  triplet,
} from './triplet-windows.ts';

/** A note on the grid of the score, in ticks from the score's start. */
export interface GridNote {
  readonly startTick: number;
  readonly endTick: number;
}

export interface PlacedNote extends GridNote {
  readonly midi: number;
}

export interface Layout {
  readonly timeSignature: TimeSignature;
  /** Ticks of the pickup measure, 0 without one; less than a full measure. */
  readonly pickupTicks: number;
  readonly keySignature: KeySignature;
}

/** A note or, without `note`, a rest within one measure. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly note?: number;
}

/**
 * Notates notes in measures: note values that show the beats, ties, triplets, rests, beams and
 * spelling. The durations of each measure sum to its length, and there is at least one measure. Note i
 * becomes `sungNote` i.
 *
 * @param notes in time order, longer than 0, without overlaps, on ticks that are multiples of 6
 *   (thirty-seconds) or of 4 (triplets); within one beat one of the two.
 * @throws {RangeError} for ticks off both grids.
 */
export function layOutMeasures(notes: readonly PlacedNote[], layout: Layout): Measure[] {
  const { timeSignature, keySignature, pickupTicks } = layout;
  const metre = metreStructure(timeSignature);
  const beams = beamStarts(timeSignature);
  const lastTick = notes.at(-1)?.endTick ?? 0;
  const pitches = spellMelody(
    notes.map(({ midi }) => midi),
    keySignature,
  );
  const spelled = notes.map((note, i): SpelledNote => ({ ...note, pitch: pitches[i] as Pitch }));
  const measures: Measure[] = [];
  let startTick = 0;
  let nextNote = 0;
  for (
    let number = pickupTicks > 0 ? 0 : 1;
    measures.length === 0 || startTick < lastTick;
    number++
  ) {
    const lengthTicks = number === 0 ? pickupTicks : metre.measureTicks;
    const originTick = startTick + lengthTicks - metre.measureTicks;
    while ((notes[nextNote]?.endTick ?? Number.POSITIVE_INFINITY) <= startTick) nextNote++;
    const spans = spansOf(notes, nextNote, startTick, startTick + lengthTicks);
    const elements = writeSpans(spans, spelled, metre, originTick);
    measures.push({
      number,
      startTick,
      lengthTicks,
      timeSignature,
      keySignature,
      elements: groupBeams(elements, originTick, beams),
    });
    startTick += lengthTicks;
  }
  return measures;
}

function spansOf(
  notes: readonly PlacedNote[],
  first: number,
  startTick: number,
  endTick: number,
): Span[] {
  const spans: Span[] = [];
  let at = startTick;
  for (let i = first; i < notes.length; i++) {
    const note = notes[i] as PlacedNote;
    if (note.startTick >= endTick) break;
    if (note.startTick > at) spans.push({ from: at, to: note.startTick });
    const from = Math.max(at, note.startTick);
    at = Math.min(endTick, note.endTick);
    spans.push({ from, to: at, note: i });
  }
  if (at < endTick) spans.push({ from: at, to: endTick });
  return spans;
}

interface SpelledNote extends PlacedNote {
  readonly pitch: Pitch;
}

function writeSpans(
  spans: readonly Span[],
  notes: readonly SpelledNote[],
  metre: MetreStructure,
  originTick: number,
): ScoreElement[] {
  const [only] = spans;
  // A rest in a pickup keeps its own value because a whole-measure rest means a full measure.
  if (spans.length === 1 && only && only.note === undefined && only.from === originTick) {
    const { from, to } = only;
    const written = { startTick: from, durationTicks: to - from, type: 'whole', dots: 0 } as const;
    return [{ kind: 'rest', ...written, fillsMeasure: true }];
  }
  const bounds = spans.map(({ from }) => from - originTick);
  const windows = findTripletWindows(bounds, metre);
  return spans.flatMap((span) => {
    const kind = span.note === undefined ? 'rest' : 'note';
    let startTick = span.from;
    return splitSpan(kind, span.from - originTick, span.to - originTick, windows, metre).map(
      (symbol) => {
        const at = startTick;
        startTick += symbol.durationTicks;
        return writeSymbol({ ...symbol, startTick: at }, span.note, notes);
      },
    );
  });
}

type Written = DurationSymbol & { readonly startTick: number; readonly tuplet?: typeof triplet };

function writeSymbol(
  symbol: Written,
  sungNote: number | undefined,
  notes: readonly SpelledNote[],
): ScoreElement {
  const note = sungNote === undefined ? undefined : notes[sungNote];
  if (sungNote === undefined || !note) return { kind: 'rest', ...symbol, fillsMeasure: false };
  return {
    kind: 'note',
    ...symbol,
    pitch: note.pitch,
    tiedFromPrevious: symbol.startTick > note.startTick,
    tiedToNext: symbol.startTick + symbol.durationTicks < note.endTick,
    sungNote,
  };
}

/** Symbols of a span inside and outside triplets; ticks are relative to the full measure's start. */
function splitSpan(
  kind: 'note' | 'rest',
  from: number,
  to: number,
  windows: readonly TripletWindow[],
  metre: MetreStructure,
): (DurationSymbol & { tuplet?: typeof triplet })[] {
  const parts: (DurationSymbol & { tuplet?: typeof triplet })[] = [];
  let at = from;
  for (const window of windows) {
    if (window.to <= at || window.from >= to) continue;
    if (window.from > at) parts.push(...splitDuration(kind, at, window.from, metre));
    at = Math.max(at, window.from);
    const end = Math.min(to, window.to);
    for (const symbol of splitInTriplet(kind, end - at)) parts.push({ ...symbol, tuplet: triplet });
    at = end;
  }
  if (at < to) parts.push(...splitDuration(kind, at, to, metre));
  return parts;
}
