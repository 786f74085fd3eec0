import { expect, test } from 'vitest';
import { measureOf, noteOf, scoreOf } from '../score/engraving/score.fixture.ts';
import { renderScoreFile, scoreFileName } from './score-files.ts';

const score = scoreOf([measureOf([noteOf({ step: 'A', alter: 0, octave: 4 })])]);

test('a file is named by the title, without what file systems refuse', () => {
  expect(scoreFileName('봄: 1/2 "live"\n', { kind: 'pdf' })).toBe('봄 1 2 live.pdf');
  expect(scoreFileName(' ', { kind: 'midi-sung' })).toBe('score (sung).mid');
  expect(scoreFileName('../\ud800\u202e', { kind: 'png' })).toBe('\ufffd.png');
});

test('MusicXML and MIDI are written from the score at hand', async () => {
  const xml = await renderScoreFile(score, { kind: 'musicxml' }, undefined);
  expect(await xml.text()).toContain('<step>A</step>');
  const midi = await renderScoreFile(score, { kind: 'midi-written' }, undefined);
  const bytes = new Uint8Array(await midi.arrayBuffer());
  expect(String.fromCharCode(...bytes.slice(0, 4))).toBe('MThd');
});
