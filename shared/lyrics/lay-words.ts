import { costsOf, type LaidNote, type LayingCosts } from './laying-costs.ts';
import type { WordLine } from './parse-words.ts';

/** More syllables than this on each note are no words of the song. */
const maxSyllablesOfNote = 4;

/** How a note ends the laying so far: with so many syllables begun on it (1 to 4), held, or spare. */
const held = 5;
const spare = 6;
/** Added where the note before was spare. */
const afterSpare = 8;

/** Where the syllables of a text are sung. */
interface Laying {
  /** The index of the note of each syllable, in order. */
  readonly notes: readonly number[];
  /** The notes that no word of the text is sung on. */
  readonly spare: ReadonlySet<number>;
}

/**
 * Lays the words of a song on its notes. A dynamic
 * programme over notes and syllables finds the likeliest way in which every note begins a syllable, holds
 * the one before it (a melisma) or, between two lines, has none (spare), and in which syllables share a
 * note where notes are missing. `laying-costs.ts` has the costs.
 *
 * @param notes in time order.
 * @returns `undefined` when there are far more syllables than notes.
 */
export function layWords(
  notes: readonly LaidNote[],
  lines: readonly WordLine[],
): Laying | undefined {
  const costs = costsOf(notes, lines);
  const { syllableCount } = costs;
  if (syllableCount === 0) return { notes: [], spare: new Set() };
  if (syllableCount > notes.length * maxSyllablesOfNote) return undefined;
  let before: Front = { sung: endless(syllableCount), idle: endless(syllableCount) };
  // As if a line had ended before the song: notes without words cost the same at both ends.
  before.sung[0] = 0;
  const ways: Ways[] = [];
  for (const note of notes.keys()) {
    const step = layNote(note, before, costs);
    ways.push(step.ways);
    before = step.front;
  }
  const endsSung = (before.sung[syllableCount] as number) <= (before.idle[syllableCount] as number);
  return notesAlong(ways, syllableCount, endsSung);
}

/** The least costs with so many syllables laid, by whether the last note is sung or spare. */
interface Front {
  readonly sung: Float64Array;
  readonly idle: Float64Array;
}

/** How the cheapest layings end with a note. */
interface Ways {
  readonly sung: Uint8Array;
  readonly idle: Uint8Array;
}

function endless(syllableCount: number): Float64Array {
  return new Float64Array(syllableCount + 1).fill(Number.POSITIVE_INFINITY);
}

function layNote(note: number, before: Front, costs: LayingCosts): { front: Front; ways: Ways } {
  const { syllableCount } = costs;
  const front = { sung: endless(syllableCount), idle: endless(syllableCount) };
  const ways = {
    sung: new Uint8Array(syllableCount + 1),
    idle: new Uint8Array(syllableCount + 1),
  };
  const holding = costs.hold(note);
  const resting = costs.spare;
  for (let laid = 0; laid <= syllableCount; laid += 1) {
    const fromSung = before.sung[laid] as number;
    const fromIdle = before.idle[laid] as number;
    if (fromSung === Number.POSITIVE_INFINITY && fromIdle === Number.POSITIVE_INFINITY) continue;
    if (laid > 0 && fromSung + holding < (front.sung[laid] as number)) {
      front.sung[laid] = fromSung + holding;
      ways.sung[laid] = held;
    }
    if (costs.isBetweenLines(laid)) {
      const opening = fromSung + costs.spareOpen;
      front.idle[laid] = Math.min(fromIdle, opening) + resting;
      ways.idle[laid] = fromIdle <= opening ? spare + afterSpare : spare;
    }
    const origin = fromIdle < fromSung ? afterSpare : 0;
    let cost = Math.min(fromSung, fromIdle);
    for (let count = 1; count <= maxSyllablesOfNote && laid + count <= syllableCount; count += 1) {
      const syllable = laid + count - 1;
      cost += count === 1 ? costs.start(note, syllable) : costs.share(note, syllable, count);
      if (cost >= (front.sung[laid + count] as number)) continue;
      front.sung[laid + count] = cost;
      ways.sung[laid + count] = count + origin;
    }
  }
  return { front, ways };
}

/** Follows the cheapest way back from the last note. */
function notesAlong(ways: readonly Ways[], syllableCount: number, endsSung: boolean): Laying {
  const laidOn: number[] = new Array(syllableCount).fill(0);
  const spareNotes = new Set<number>();
  let laid = syllableCount;
  let isSung = endsSung;
  for (let note = ways.length - 1; note >= 0; note -= 1) {
    const way = ways[note]?.[isSung ? 'sung' : 'idle'][laid] as number;
    const kind = way % afterSpare;
    for (let count = kind < held ? kind : 0; count > 0; count -= 1) {
      laid -= 1;
      laidOn[laid] = note;
    }
    if (!isSung) spareNotes.add(note);
    isSung = way < afterSpare;
  }
  return { notes: laidOn, spare: spareNotes };
}
