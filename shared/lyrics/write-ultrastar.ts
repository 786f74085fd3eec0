import { midiOf } from '../pitch-names.ts';
import type { Score } from '../score.ts';
import { normaliseTitle } from '../title.ts';
import { byNote, type SungSyllable, sungLines } from './sung-words.ts';

/** Beats a minute as UltraStar counts them: four of its ticks to a beat, so that one is 25 ms. */
const bpm = 600;
const tickSeconds = 60 / bpm / 4;
const middleC = 60;

interface TimedNote {
  readonly startTick: number;
  readonly endTick: number;
  readonly pitch: number;
  readonly text: string;
}

/**
 * The first verse as an UltraStar file for a karaoke game: each sung note with its syllable, `~` where
 * one is held. Notes without words are left out. Times are those of the recording.
 * @param audioName the sound file beside it.
 */
export function renderUltraStar(score: Score, audioName: string): string {
  const pitches = pitchesOf(score);
  const gapSeconds = firstSecond(score);
  const lines = sungLines(score)
    .map((line) => notesOf(line, score, { pitches, gapSeconds }))
    .filter((line) => line.length > 0);
  const body = withoutOverlaps(lines).flatMap((line, index, all) => {
    const notes = line.map(
      ({ startTick, endTick, pitch, text }) =>
        `: ${startTick} ${endTick - startTick} ${pitch} ${text}`,
    );
    const next = all[index + 1]?.[0];
    return next ? [...notes, breakBetween(line.at(-1), next)] : notes;
  });
  const header = [
    '#VERSION:1.0.0',
    `#TITLE:${normaliseTitle(score.title) || 'Untitled'}`,
    '#ARTIST:Unknown',
    `#MP3:${audioName}`,
    `#BPM:${bpm}`,
    `#GAP:${Math.round(gapSeconds * 1000)}`,
  ];
  return [...header, ...body, 'E', ''].join('\n');
}

function firstSecond(score: Score): number {
  return score.sungNotes[score.lyrics?.[0]?.sungNote ?? 0]?.startSeconds ?? 0;
}

function notesOf(
  line: readonly SungSyllable[],
  { sungNotes }: Score,
  { pitches, gapSeconds }: { pitches: ReadonlyMap<number, number>; gapSeconds: number },
): TimedNote[] {
  return [...byNote(line)].flatMap(([first, syllables]) => {
    const [begins] = syllables;
    const space = begins === line[0] || begins?.continues ? '' : ' ';
    const text =
      space +
      syllables
        .map(({ text: each, continues }, i) => (i > 0 && !continues ? ` ${each}` : each))
        .join('');
    return (syllables.at(-1)?.notes ?? [first]).flatMap((note): TimedNote[] => {
      const sung = sungNotes[note];
      const midi = pitches.get(note);
      if (!sung || midi === undefined) return [];
      const startTick = Math.round((sung.startSeconds - gapSeconds) / tickSeconds);
      const endTick = Math.round((sung.endSeconds - gapSeconds) / tickSeconds);
      return [{ startTick, endTick, pitch: midi - middleC, text: note === first ? text : '~' }];
    });
  });
}

/** Every note lasts a tick at least, and ends before the next one begins. */
function withoutOverlaps(lines: readonly (readonly TimedNote[])[]): TimedNote[][] {
  let free = 0;
  const spread = lines.map((line) =>
    line.map((note) => {
      const startTick = Math.max(free, note.startTick);
      free = startTick + 1;
      return { ...note, startTick };
    }),
  );
  const starts = spread.flat().map(({ startTick }) => startTick);
  let index = 0;
  return spread.map((line) =>
    line.map((note) => {
      index += 1;
      const last = starts[index] ?? Number.POSITIVE_INFINITY;
      return { ...note, endTick: Math.min(last, Math.max(note.startTick + 1, note.endTick)) };
    }),
  );
}

/** A line ends when its last note does. */
function breakBetween(last: TimedNote | undefined, next: TimedNote): string {
  return `- ${last?.endTick ?? next.startTick}`;
}

function pitchesOf({ measures }: Score): Map<number, number> {
  const notes = measures.flatMap(({ elements }) => elements);
  return new Map(
    notes.flatMap((note) => (note.kind === 'note' ? [[note.sungNote, midiOf(note.pitch)]] : [])),
  );
}
