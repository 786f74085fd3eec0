import { floorMod } from '../floor-mod.ts';
import { alterInKey } from '../notation/accidentals.ts';
import { metreStructure } from '../notation/metre-structure.ts';
import { midiOf } from '../pitch-names.ts';
import {
  type KeySignature,
  type Measure,
  type Score,
  type ScoreNote,
  ticksPerQuarter,
} from '../score.ts';
import { secondsAtTick } from '../time-map.ts';
import { chordTones } from './chord-symbol.ts';
import { cadence, chordsOfKey, type KeyChord, noteInChord, transition } from './harmony-model.ts';
import type { ScoreChord } from './score-chord.ts';
import { spellChord } from './spell-chord.ts';

/** A stretch of a measure that has one chord. */
interface Slot {
  readonly startTick: number;
  readonly lengthTicks: number;
  readonly isNewMeasure: boolean;
  readonly key: KeySignature;
  readonly notes: readonly ScoreNote[];
  readonly place: 'start' | 'end' | 'phrase-end' | undefined;
}

/**
 * Chords that a melody may be accompanied with, by its key and metre: the most probable chords of the key,
 * one or two to a measure, by the notes that sound, the chords before and after, and the ends of phrases.
 * The pickup has none. A hidden Markov model of chords over the notes of a melody, as in Simon, Morris and
 * Basu, "MySong: automatic accompaniment generation for vocal melodies" (CHI 2008).
 * @returns empty for a score without notes.
 */
export function suggestChords(score: Score): ScoreChord[] {
  const slots = slotsOf(score);
  return mostProbable(slots).flatMap((chord, i, chords): ScoreChord[] => {
    const slot = slots[i];
    if (!slot || chord === chords[i - 1]) return [];
    const startSeconds = Math.max(0, secondsAtTick(score.timeMap, slot.startTick));
    const symbol = symbolOf(
      chord,
      chords.slice(i).find((each) => each !== chord),
      slot.key,
    );
    const confidence = shareInChord(chord, slot);
    return [{ startTick: slot.startTick, startSeconds, symbol, confidence, isSuggested: true }];
  });
}

/** A dominant that resolves has its seventh. */
function symbolOf(chord: KeyChord, next: KeyChord | undefined, key: KeySignature) {
  const resolves = chord.kind === 'major' && next !== undefined && chord.resolvesTo === next.degree;
  const root = floorMod(tonicOf(key) + chord.degree, 12);
  return spellChord({ root, kind: resolves ? 'dominant' : chord.kind, bass: root }, key);
}

/** Pitch class of the tonic. */
function tonicOf({ fifths, mode }: KeySignature): number {
  return floorMod(fifths * 7 + (mode === 'minor' ? 9 : 0), 12);
}

/** From the first note after the pickup to the last note. */
function slotsOf({ measures }: Score): Slot[] {
  const notes = measures.flatMap(({ elements }) => elements.filter((each) => each.kind === 'note'));
  const places = measures.flatMap((measure) => (measure.number === 0 ? [] : placesOf(measure)));
  const heard = places.map((slot) => ({
    ...slot,
    notes: notes.filter((note) => overlap(note, slot) > 0),
  }));
  const first = heard.findIndex((slot) => slot.notes.length > 0);
  const last = heard.findLastIndex((slot) => slot.notes.length > 0);
  if (first === -1) return [];
  return heard.slice(first, last + 1).map((slot, i, all) => ({
    ...slot,
    place: i === 0 ? 'start' : i === all.length - 1 ? 'end' : endsPhrase(slot, notes),
  }));
}

/** Halves of a measure with an even number of beats, of at least three quarters; else the whole measure. */
function placesOf({ startTick, lengthTicks, timeSignature, keySignature: key }: Measure) {
  const { beatTicks } = metreStructure(timeSignature);
  const isHalved = (lengthTicks / beatTicks) % 2 === 0 && lengthTicks >= 3 * ticksPerQuarter;
  const count = isHalved ? 2 : 1;
  const length = lengthTicks / count;
  return Array.from({ length: count }, (_, i) => ({
    ...{ startTick: startTick + i * length, lengthTicks: length, isNewMeasure: i === 0, key },
  }));
}

interface Stretch {
  readonly startTick: number;
  readonly lengthTicks: number;
}

function overlap({ startTick, durationTicks }: ScoreNote, slot: Stretch): number {
  const end = Math.min(startTick + durationTicks, slot.startTick + slot.lengthTicks);
  return end - Math.max(startTick, slot.startTick);
}

/** Whether the last note of a slot is followed by a rest of a quarter or more. */
function endsPhrase(slot: Stretch & Pick<Slot, 'notes'>, all: readonly ScoreNote[]) {
  const last = slot.notes.at(-1);
  if (!last || last.tiedToNext) return undefined;
  const next = all[all.indexOf(last) + 1];
  const end = last.startTick + last.durationTicks;
  return next && next.startTick - end >= ticksPerQuarter ? ('phrase-end' as const) : undefined;
}

/** The most probable way to a chord. */
interface Path {
  readonly chord: KeyChord;
  readonly logProbability: number;
  readonly before: Path | undefined;
}

/** The best sequence of chords, by dynamic programming (Viterbi). */
function mostProbable(slots: readonly Slot[]): KeyChord[] {
  let paths: readonly Path[] = [];
  for (const slot of slots) {
    const before = paths;
    paths = chordsOfKey(slot.key).map((chord) => reach(chord, slot, before));
  }
  const chords: KeyChord[] = [];
  for (let path = bestOf(paths); path; path = path.before) chords.unshift(path.chord);
  return chords;
}

function reach(chord: KeyChord, slot: Slot, paths: readonly Path[]): Path {
  const own = fit(chord, slot) + (slot.place ? cadence(chord, slot.place) : 0);
  const before = bestOf(
    paths.map((path) => {
      return { ...path, logProbability: path.logProbability + step(path.chord, chord, slot) };
    }),
  );
  return { chord, logProbability: own + (before?.logProbability ?? chord.prior), before };
}

/** A chord goes on through a rest: nothing speaks for another one. */
const changeInRest = -10;

function step(from: KeyChord, to: KeyChord, { notes, isNewMeasure }: Slot): number {
  if (notes.length > 0) return transition(from, to, isNewMeasure);
  return from === to ? 0 : changeInRest;
}

function bestOf(paths: readonly Path[]): Path | undefined {
  let best: Path | undefined;
  for (const path of paths) {
    if (!best || path.logProbability > best.logProbability) best = path;
  }
  return best;
}

/** Log probability of the notes of a slot: each counts by its length, and more at the beginning of the slot. */
function fit(chord: KeyChord, slot: Slot): number {
  return slot.notes.reduce((sum, note) => {
    return sum + weightOf(note, slot) * noteInChord(toneIn(chord, note, slot), isInKey(note, slot));
  }, 0);
}

const accent = 1.5;

function weightOf(note: ScoreNote, slot: Slot): number {
  const beats = overlap(note, slot) / ticksPerQuarter;
  return beats * (note.startTick === slot.startTick ? accent : 1);
}

/** The place of a note among the tones of a chord; −1 for a note that is none of them. */
function toneIn({ degree, kind }: KeyChord, { pitch }: ScoreNote, { key }: Slot): number {
  const interval = floorMod(midiOf(pitch) - tonicOf(key) - degree, 12);
  const tones: readonly number[] = chordTones[kind];
  // A dominant has its seventh, whether it is written or not.
  if (kind === 'major' && degree === 7 && interval === 10) return 3;
  return tones.indexOf(interval);
}

function isInKey({ pitch }: ScoreNote, { key }: Slot): boolean {
  return alterInKey(key, pitch.step) === pitch.alter;
}

/** How much of the notes' time is on tones of the chord, 0 to 1. */
function shareInChord(chord: KeyChord, slot: Slot): number {
  const time = (notes: readonly ScoreNote[]) =>
    notes.reduce((sum, note) => sum + overlap(note, slot), 0);
  const all = time(slot.notes);
  return all === 0 ? 0 : time(slot.notes.filter((note) => toneIn(chord, note, slot) >= 0)) / all;
}
