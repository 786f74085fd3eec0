import { describe, expect, it } from 'vitest';
import { gridHopSeconds } from '../frame-grid.ts';
import { measuredNote } from '../testing/measured-note.ts';
import { joinGlides } from './join-glides.ts';

const frames = 200;
const logOdds = (inside: number, offset: number) => ({
  inside: new Float32Array(frames).fill(inside),
  offset: new Float32Array(frames).fill(offset),
});
/** What the network hears between two syllables, and within one. */
const between = logOdds(-3, 3);
const within = logOdds(5, -4);

const sung = (startSeconds: number, endSeconds: number, centreMidi: number) => ({
  ...measuredNote(Math.round(startSeconds / gridHopSeconds), 100, centreMidi),
  startSeconds,
  endSeconds,
});
const before = sung(0.2, 0.8, 57);
const scoop = sung(1, 1.15, 58.2);
const reached = sung(1.15, 1.6, 60);

/** Whether a short note and the one after it become one. */
const isJoined = (
  first: Partial<typeof scoop>,
  second: Partial<typeof reached> = {},
  evidence = between,
) => joinGlides([before, { ...scoop, ...first }, { ...reached, ...second }], evidence).length === 2;

describe('joinGlides', () => {
  it('begins a note with the scoop that leads up to it', () => {
    expect(joinGlides([before, scoop, reached], between)).toEqual([
      before,
      { ...reached, startSeconds: 1 },
    ]);
  });

  it('joins a scoop shorter than 0.2 s', () => {
    expect(isJoined({ startSeconds: 0.96 })).toBe(true);
    expect(isJoined({ startSeconds: 0.94 })).toBe(false);
  });

  it('joins a scoop to a note at least 1.2 times as long', () => {
    expect(isJoined({}, { endSeconds: 1.335 })).toBe(true);
    expect(isJoined({}, { endSeconds: 1.325 })).toBe(false);
    expect(isJoined({}, { endSeconds: 1.325 }, within)).toBe(false);
  });

  it('joins a scoop that runs into the note within 30 ms', () => {
    expect(isJoined({ endSeconds: 1.125 })).toBe(true);
    expect(isJoined({ endSeconds: 1.115 })).toBe(false);
  });

  it('joins a scoop from half a semitone to two and a half below the note, not from above', () => {
    expect(isJoined({ centreMidi: 59.45 })).toBe(true);
    expect(isJoined({ centreMidi: 59.55 })).toBe(false);
    expect(isJoined({ centreMidi: 57.55 })).toBe(true);
    expect(isJoined({ centreMidi: 57.45 })).toBe(false);
    expect(isJoined({ centreMidi: 61.5 })).toBe(false);
  });

  it('joins any doubtful sound that the network hears within the note, from 0.3 to 1.5 semitones', () => {
    const isHeard = (centreMidi: number) =>
      isJoined({ centreMidi, confidence: 0.7 }, { confidence: 1 }, within);
    expect([61.45, 61, 60.35, 59.65].map(isHeard)).toEqual([true, true, true, true]);
    expect([61.55, 60.25, 59.75].map(isHeard)).toEqual([false, false, false]);
  });

  it('joins such a sound shorter than 0.35 s, within 80 ms of the note', () => {
    const isHeard = (first: Partial<typeof scoop>) =>
      isJoined({ centreMidi: 61, confidence: 0.7, ...first }, {}, within);
    expect(isHeard({ startSeconds: 0.81 })).toBe(true);
    expect(isHeard({ startSeconds: 0.79 })).toBe(false);
    expect(isHeard({ endSeconds: 1.08 })).toBe(true);
    expect(isHeard({ endSeconds: 1.06 })).toBe(false);
  });

  it('keeps such a sound where it is not clear, at log-odds below 1', () => {
    const isHeard = (confidence: number) =>
      isJoined({ centreMidi: 61, confidence }, {}, logOdds(0, 0));
    expect(isHeard(0.72)).toBe(true);
    expect(isHeard(0.74)).toBe(false);
  });

  it('keeps such a sound that the network hears beside the note', () => {
    expect(isJoined({ centreMidi: 61, confidence: 0.7 })).toBe(false);
  });

  it('keeps the notes of a run', () => {
    const run = Array.from({ length: 8 }, (_, i) => sung(0.18 * i, 0.18 * (i + 1), 60 + 2 * i));
    expect(joinGlides(run, within)).toEqual(run);
  });

  it('keeps no notes', () => {
    expect(joinGlides([], within)).toEqual([]);
  });
});
