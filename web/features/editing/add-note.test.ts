import { shortTune, writtenScore } from '@my-pitch/shared/notation/document.fixture';
import { editableOf } from '@my-pitch/shared/notation/document-of-score';
import { scoreOf } from '@my-pitch/shared/notation/score-of-document';
import { describe, expect, it } from 'vitest';
import { addNote } from './add-note.ts';
import { applyEdit } from './edit.ts';

// Quarters G4, A4, B4, a quarter rest, and a half C5; a second each quarter.
const tune = editableOf(writtenScore(shortTune));
const added = (startTick: number, endTick: number, midi = 65) =>
  addNote(tune, { startTick, endTick, midi });
const ticks = (notes: ReturnType<typeof addNote>) =>
  notes?.map(({ startTick, endTick }) => [startTick, endTick]);

describe('an added note', () => {
  it('fills a rest, sung where the time map has it', () => {
    const notes = added(144, 192);
    expect(ticks(notes)).toEqual([
      [0, 48],
      [48, 96],
      [96, 144],
      [144, 192],
      [192, 288],
    ]);
    expect(notes?.[3]).toMatchObject({
      id: 4,
      midi: 65,
      isAnchor: false,
      sung: { startSeconds: 3, endSeconds: 4, centreMidi: 65, deviationCents: 0, confidence: 0 },
    });
  });

  it('leaves the time map as it was', () => {
    const document = { ...tune, notes: added(144, 192) ?? [] };
    expect(scoreOf(document).timeMap).toEqual(scoreOf(tune).timeMap);
  });

  it('ends where the next note begins', () => {
    expect(ticks(added(168, 400))?.[3]).toEqual([168, 192]);
  });

  it('shortens the note that sounds at its start, in the recording too', () => {
    const notes = added(72, 96);
    expect(ticks(notes)?.slice(1, 3)).toEqual([
      [48, 72],
      [72, 96],
    ]);
    expect(notes?.[1]?.sung).toMatchObject({ startSeconds: 1, endSeconds: 1.5 });
    expect(notes?.[2]?.sung).toMatchObject({ startSeconds: 1.5, endSeconds: 2 });
  });

  it('is impossible where a note begins or would be left too short', () => {
    expect(added(48, 96)).toBeUndefined();
    expect(added(52, 96)).toBeUndefined();
    expect(added(188, 192)).toBeUndefined();
    expect(added(-12, 0)).toBeUndefined();
    expect(added(144, 192, 128)).toBeUndefined();
  });

  it('comes after the last note and before the first', () => {
    expect(ticks(added(288, 336))?.at(-1)).toEqual([288, 336]);
    const late = editableOf(writtenScore([{ startTick: 96, endTick: 144, midi: 60 }]));
    expect(ticks(addNote(late, { startTick: 0, endTick: 200, midi: 60 }))?.[0]).toEqual([0, 96]);
  });

  it('is the first of an empty score', () => {
    const empty = { ...tune, notes: [] };
    expect(addNote(empty, { startTick: 0, endTick: 48, midi: 60 })?.[0]?.id).toBe(0);
  });

  it('keeps its measured pitch and time between its neighbours’ onsets', () => {
    const sung = { ...tune.notes[0]!.sung, startSeconds: 3.2, endSeconds: 9, centreMidi: 64.6 };
    const note = addNote(tune, { startTick: 144, endTick: 192, midi: 65, sung })?.[3];
    expect(note?.sung).toMatchObject({ startSeconds: 3.2, endSeconds: 4, centreMidi: 64.6 });
  });
});

describe('through the editor', () => {
  it('a drawn note is placed on the grid', () => {
    const edit = { kind: 'add', startTick: 145.3, endTick: 181.9, midi: 65 } as const;
    expect(applyEdit(tune, edit).notes[3]).toMatchObject({ startTick: 144, endTick: 180 });
  });

  it('a note ends at the grid position nearest to a tick, at most a sixteenth from the next end', () => {
    const endOf = (endTick: number) =>
      applyEdit(tune, { kind: 'end', note: 1, endTick })
        .notes.slice(1, 3)
        .map((n) => n.endTick);
    expect(endOf(70)).toEqual([72, 144]);
    expect(endOf(10)).toEqual([60, 144]);
    expect(endOf(900)).toEqual([132, 144]);
  });
});
