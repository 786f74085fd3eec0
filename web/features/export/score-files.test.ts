import { expect, it } from 'vitest';
import { measureOf, noteOf, scoreOf } from '../score/engraving/score.fixture.ts';
import { renderScoreFile, scoreFileName } from './score-files.ts';

const score = scoreOf([measureOf([noteOf({ step: 'A', alter: 0, octave: 4 })])]);

it('names a file after the title, without forbidden characters', () => {
  expect(scoreFileName('봄: 1/2 "live"\n', { kind: 'pdf' })).toBe('봄 1 2 live.pdf');
  expect(scoreFileName(' ', { kind: 'midi-sung' })).toBe('score (sung).mid');
  expect(scoreFileName('../\ud800\u202e', { kind: 'png' })).toBe('\ufffd.png');
});

it('renders MusicXML and MIDI', async () => {
  const xml = await renderScoreFile(score, { kind: 'musicxml' }, undefined);
  expect(await xml.text()).toContain('<step>A</step>');
  const midi = await renderScoreFile(score, { kind: 'midi-written' }, undefined);
  const bytes = new Uint8Array(await midi.arrayBuffer());
  expect(String.fromCharCode(...bytes.slice(0, 4))).toBe('MThd');
});
