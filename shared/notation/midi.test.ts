import { parseMidi } from 'midi-file';
import { expect, it } from 'vitest';
import { melodyScore, odeToJoy } from './melody.fixture.ts';
import { renderMidi } from './midi.ts';
import { renderSungMidi } from './sung-midi.ts';

it('writes the notes of the score to MIDI, tied notes as one', () => {
  // Six quarters do not fit into one measure: they are written with a tie.
  const notes = [...odeToJoy, [62, 6] as const];
  const score = melodyScore(notes);
  const { header, tracks } = parseMidi(renderMidi(score));
  expect(header).toMatchObject({ format: 1, numTracks: 2, ticksPerBeat: 480 });
  const sounding: { midi: number; start: number; end: number }[] = [];
  let at = 0;
  for (const event of tracks[1]!) {
    at += event.deltaTime;
    if (event.type === 'noteOn') sounding.push({ midi: event.noteNumber, start: at, end: -1 });
    if (event.type === 'noteOff') sounding.at(-1)!.end = at;
  }
  expect(sounding.map(({ midi }) => midi)).toEqual(notes.map(([midi]) => midi));
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

it('writes chords as markers, in letters that every program reads', () => {
  const timed = { startSeconds: 0, confidence: 1 };
  const symbol = { root: { step: 'F', alter: 1 }, kind: 'minor-seventh' } as const;
  const chords = [
    { startTick: 0, ...timed, symbol },
    { startTick: 96, ...timed },
    { startTick: 144, ...timed, symbol, isSuggested: true as const },
  ];
  const { tracks } = parseMidi(renderMidi({ ...melodyScore(odeToJoy), chords }));
  let at = 0;
  const markers = tracks[0]!.flatMap((event) => {
    at += event.deltaTime;
    return event.type === 'marker' ? [[at, event.text]] : [];
  });
  expect(markers).toEqual([
    [0, 'F#m7'],
    [960, 'N.C.'],
    [1440, '(F#m7)'],
  ]);
});

it('plays chords in a track of their own, softer than the voice, where that is asked for', () => {
  const timed = { startSeconds: 0, confidence: 1 };
  const [c, g] = (['C', 'G'] as const).map((step) => ({
    root: { step, alter: 0 },
    kind: 'major' as const,
  }));
  const chords = [
    { startTick: 0, ...timed, symbol: c! },
    { startTick: 96, ...timed },
    { startTick: 192, ...timed, symbol: g! },
  ];
  const score = { ...melodyScore(odeToJoy), chords };
  expect(parseMidi(renderMidi(score)).tracks).toHaveLength(2);
  const track = parseMidi(renderMidi(score, { playsChords: true })).tracks[2]!;
  let at = 0;
  const heard = new Map<string, number[]>();
  for (const event of track) {
    at += event.deltaTime;
    if (event.type !== 'noteOn' && event.type !== 'noteOff') continue;
    const key = `${at} ${event.type} ${event.channel}`;
    heard.set(key, [...(heard.get(key) ?? []), event.noteNumber]);
    if (event.type === 'noteOn') expect(event.velocity).toBeLessThan(80);
  }
  // The song ends after eight measures of 4/4.
  const end = 8 * 4 * 480;
  expect([...heard]).toEqual([
    ['0 noteOn 1', [48, 60, 64, 55]],
    ['960 noteOff 1', [48, 60, 64, 55]],
    ['1920 noteOn 1', [43, 55, 59, 62]],
    [`${end} noteOff 1`, [43, 55, 59, 62]],
  ]);
});

it('writes the sung times to the sung MIDI, to the millisecond, and loudness as velocity', () => {
  const ode = melodyScore(odeToJoy);
  const score = {
    ...ode,
    sungNotes: ode.sungNotes.map((note, i) => ({ ...note, loudnessDb: i === 0 ? -60 : -10 })),
  };
  const { header, tracks } = parseMidi(renderSungMidi(score));
  const [name, tempo] = tracks[0]!;
  expect(name).toMatchObject({ type: 'trackName', text: 'Ode' });
  const secondsPerTick =
    (tempo as { microsecondsPerBeat: number }).microsecondsPerBeat / 1e6 / header.ticksPerBeat!;
  let at = 0;
  const sounding: (readonly [number, number, number])[] = [];
  for (const event of tracks[1]!) {
    at += event.deltaTime * secondsPerTick;
    if (event.type === 'noteOn') sounding.push([event.noteNumber, at, event.velocity]);
  }
  expect(sounding.map(([midi]) => midi)).toEqual(odeToJoy.map(([midi]) => midi));
  sounding.forEach(([, seconds], i) => {
    expect(Math.abs(seconds - score.sungNotes[i]!.startSeconds)).toBeLessThan(0.001);
  });
  expect(sounding[1]![2]).toBeGreaterThan(sounding[0]![2]);
});
