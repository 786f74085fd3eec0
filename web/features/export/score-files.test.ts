import { expect, it } from 'vitest';
import { measureOf, noteOf, scoreOf } from '../score/engraving/score.fixture.ts';
import { renderScoreFile, scoreFileName } from './score-files.ts';

const score = scoreOf([measureOf([noteOf({ step: 'A', alter: 0, octave: 4 })])]);

it('names a file after the title, without forbidden characters', () => {
  const named = (title: string, kind: 'musicxml' | 'midi-sung' = 'musicxml') =>
    scoreFileName({ ...score, title }, { kind });
  expect(named('봄: 1/2 "live"\n')).toBe('봄 1 2 live.musicxml');
  expect(named(' ', 'midi-sung')).toBe('score (sung).mid');
  expect(named('../\ud800\u202e')).toBe('\ufffd.musicxml');
});

it('names the measures of an excerpt only', () => {
  const measures = [0, 1, 2, 3, 4].map((number) => ({ ...score.measures[0]!, number }));
  const named = (from: number, to: number) =>
    scoreFileName({ title: 'Ode', measures }, { kind: 'png', bars: { from, to } });
  expect([named(1, 4), named(2, 4), named(1, 3), named(3, 3)]).toEqual([
    ...['Ode.png', 'Ode 2-4.png', 'Ode 1-3.png', 'Ode 3.png'],
  ]);
});

it('renders MusicXML and MIDI', async () => {
  const xml = await renderScoreFile(score, { kind: 'musicxml' }, undefined);
  expect(await xml.text()).toContain('<step>A</step>');
  const midi = await renderScoreFile(score, { kind: 'midi-written' }, undefined);
  const bytes = new Uint8Array(await midi.arrayBuffer());
  expect(String.fromCharCode(...bytes.slice(0, 4))).toBe('MThd');
  const played = await renderScoreFile(score, { kind: 'midi-chords' }, undefined);
  expect(await played.text()).toContain('Chords');
  expect(await midi.text()).not.toContain('Chords');
});

it('renders the words in formats of karaoke, and ABC', async () => {
  const sung = { startSeconds: 0, endSeconds: 1, centreMidi: 69, deviationCents: 0 };
  const sungNotes = [{ ...sung, confidence: 1, loudnessDb: -20 }];
  const words = { ...score, sungNotes, lyrics: [{ text: '라', sungNote: 0 }] };
  const textOf = async (kind: 'abc' | 'ultrastar' | 'lrc' | 'lrc-words') =>
    (await renderScoreFile(words, { kind }, undefined)).text();
  expect(await textOf('abc')).toContain('w: 라');
  expect(await textOf('ultrastar')).toMatch(/^: 0 \d+ 9 라$/m);
  expect(await textOf('lrc')).toContain('[00:00.00]라');
  expect(await textOf('lrc-words')).toContain('<00:00.00>라');
  expect(scoreFileName(words, { kind: 'lrc-words' })).toMatch(/ \(words\)\.lrc$/);
});
