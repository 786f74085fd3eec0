import { renderMidi } from '@my-pitch/shared/notation/midi';
import { renderSungMidi } from '@my-pitch/shared/notation/sung-midi';
import { parseMidi } from 'midi-file';
import { expect, it } from 'vitest';
import { melody, ode } from './testing/melodies.ts';
import { writeScore } from './write-score.ts';

it('says in MIDI what the score says, with tied notes as one', () => {
  const notes = [...ode, ...melody(80, [[62, 6]])].map((note, i) =>
    i < ode.length ? note : { ...note, startSeconds: 24, endSeconds: 28.4 },
  );
  const { score } = writeScore({ notes, durationSeconds: 30, title: 'Ode' });
  const { header, tracks } = parseMidi(renderMidi(score));
  expect(header).toMatchObject({ format: 1, numTracks: 2, ticksPerBeat: 480 });
  const sounding: { midi: number; start: number; end: number }[] = [];
  let at = 0;
  for (const event of tracks[1]!) {
    at += event.deltaTime;
    if (event.type === 'noteOn') sounding.push({ midi: event.noteNumber, start: at, end: -1 });
    if (event.type === 'noteOff') sounding.at(-1)!.end = at;
  }
  expect(sounding.map(({ midi }) => midi)).toEqual(notes.map(({ midi }) => midi));
  expect(sounding[12]).toEqual({ midi: 66, start: 5760, end: 6480 });
  expect(sounding.at(-1)!.end - sounding.at(-1)!.start).toBe(6 * 480);
  expect(score.measures.flatMap((m) => m.elements).length).toBeGreaterThan(notes.length);
  const conductor = tracks[0]!.map(({ type }) => type);
  expect(conductor).toEqual([
    'trackName',
    'setTempo',
    'timeSignature',
    'keySignature',
    'endOfTrack',
  ]);
  expect(tracks[0]![0]).toMatchObject({ text: 'Ode' });
  expect(tracks[0]![3]).toMatchObject({ key: 2, scale: 0 });
});

it('says in the sung MIDI when each note was sung, to the millisecond', () => {
  const notes = ode.map((note, i) => ({ ...note, loudnessDb: i === 0 ? -60 : -10 }));
  const { score } = writeScore({ notes, durationSeconds: 26, title: 'Ode' });
  const { header, tracks } = parseMidi(renderSungMidi(score));
  const [name, tempo] = tracks[0]!;
  expect(name).toMatchObject({ type: 'trackName', text: 'Ode' });
  const secondsPerTick =
    (tempo as { microsecondsPerBeat: number }).microsecondsPerBeat / 1e6 / header.ticksPerBeat!;
  let at = 0;
  const heard: (readonly [number, number, number])[] = [];
  for (const event of tracks[1]!) {
    at += event.deltaTime * secondsPerTick;
    if (event.type === 'noteOn') heard.push([event.noteNumber, at, event.velocity]);
  }
  expect(heard.map(([midi]) => midi)).toEqual(notes.map(({ midi }) => midi));
  heard.forEach(([, seconds], i) => {
    expect(Math.abs(seconds - notes[i]!.startSeconds)).toBeLessThan(0.001);
  });
  expect(heard[1]![2]).toBeGreaterThan(heard[0]![2]);
});
