import { parseMidi } from 'midi-file';
import { describe, expect, it } from 'vitest';
import type { Score, ScoreSungNote } from '../score.ts';
import { renderSungMidi } from './sung-midi.ts';
import { elementsOf } from './testing/elements.ts';
import { scoreTitled } from './titles.fixture.ts';

const sung = (startSeconds: number, endSeconds: number, loudnessDb = -20): ScoreSungNote => ({
  ...{ startSeconds, endSeconds, loudnessDb },
  ...{ centreMidi: 60.3, deviationCents: 30, confidence: 1 },
});

/** A score of C4 quarters, one for each sung note. */
function scoreOf(sungNotes: readonly ScoreSungNote[]): Score {
  const score = scoreTitled('Song');
  const elements = elementsOf(sungNotes.map(() => '4').join(' ')).map((element, i) =>
    element.kind === 'note' ? { ...element, sungNote: i } : element,
  );
  const [measure] = score.measures;
  return { ...score, sungNotes: [...sungNotes], measures: [{ ...measure!, elements }] };
}

/** Each note of the file: onset and offset in milliseconds, MIDI number, velocity. */
function notesIn(score: Score) {
  let ms = 0;
  const notes: { onMs: number; offMs: number; midi: number; velocity: number }[] = [];
  for (const event of parseMidi(renderSungMidi(score)).tracks[1] ?? []) {
    ms += event.deltaTime;
    if (event.type === 'noteOn') {
      notes.push({ onMs: ms, offMs: -1, midi: event.noteNumber, velocity: event.velocity });
    }
    if (event.type === 'noteOff') notes.at(-1)!.offMs = ms;
  }
  return notes;
}

describe('renderSungMidi', () => {
  it('has ticks of a millisecond', () => {
    const { header, tracks } = parseMidi(renderSungMidi(scoreOf([sung(0, 1)])));
    const tempo = tracks[0]?.find((event) => event.type === 'setTempo');
    expect((tempo?.microsecondsPerBeat ?? 0) / (header.ticksPerBeat ?? 1)).toBe(1000);
  });

  it('places each note where it was sung, at its written pitch', () => {
    const notes = notesIn(scoreOf([sung(0.5, 0.9996), sung(1.2344, 2)]));
    expect(notes.map(({ onMs, offMs, midi }) => [onMs, offMs, midi])).toEqual([
      [500, 1000, 60],
      [1234, 2000, 60],
    ]);
  });

  it('ends a note before the next begins at the same time', () => {
    const types = parseMidi(renderSungMidi(scoreOf([sung(0, 1), sung(1, 2)]))).tracks[1]?.map(
      ({ type }) => type,
    );
    expect(types).toEqual(['trackName', 'noteOn', 'noteOff', 'noteOn', 'noteOff', 'endOfTrack']);
  });

  it('makes the shortest note one millisecond long', () => {
    expect(notesIn(scoreOf([sung(1, 1.0001)]))).toMatchObject([{ onMs: 1000, offMs: 1001 }]);
  });

  it.each([
    [-60, 40],
    [-50, 40],
    [-29, 76],
    [-8, 112],
    [0, 112],
  ])('maps a loudness of %i dB to velocity %i', (loudnessDb, velocity) => {
    expect(notesIn(scoreOf([sung(0, 1, loudnessDb)]))).toMatchObject([{ velocity }]);
  });

  it('writes a note that is tied in the score once, and none that the score leaves out', () => {
    const score = scoreOf([sung(0, 1), sung(1, 2), sung(2, 3)]);
    const [measure] = score.measures;
    const elements = measure!.elements.map((element, i) =>
      element.kind === 'note' ? { ...element, sungNote: i === 1 ? 0 : i } : element,
    );
    const notes = notesIn({ ...score, measures: [{ ...measure!, elements }] });
    expect(notes.map(({ onMs }) => onMs)).toEqual([0, 2000]);
  });
});
