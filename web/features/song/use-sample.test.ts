import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { analysisSchema } from '@my-pitch/shared/analysis';
import { scoreSchema } from '@my-pitch/shared/score';
import { titleOfFileName } from '@my-pitch/shared/title';
import { expect, it } from 'vitest';
import { en } from '../../lib/messages/en.ts';
import { ko } from '../../lib/messages/ko.ts';
import { readAacTrack } from '../player/stems/aac-track.ts';
import { sampleView } from './use-sample.ts';

const publicFolder = join(import.meta.dirname, '../../public');
const fileOf = (link: string) => join(publicFolder, link);
const jsonOf = (link: string): unknown => JSON.parse(readFileSync(fileOf(link), 'utf8'));
const maxKilobytes = 350;

it.each([
  ['en', en],
  ['ko', ko],
] as const)('the pages contain every artifact of the sample (%s)', (language, { home }) => {
  const view = sampleView(`${home.sampleName}.m4a`, language);
  const score = scoreSchema.parse(jsonOf(view.links['score.json']));
  expect(score.title).toBe(titleOfFileName(view.fileName));
  expect(score.sungNotes.length).toBeGreaterThan(20);
  const analysis = analysisSchema.parse(jsonOf(view.links['analysis.json']));
  expect(Math.abs(analysis.durationSeconds - view.durationSeconds)).toBeLessThan(0.1);
  for (const stem of ['vocals.m4a', 'accompaniment.m4a'] as const) {
    const { buffer } = new Uint8Array(readFileSync(fileOf(view.links[stem])));
    expect(readAacTrack(buffer)?.sampleRateHz).toBe(44_100);
  }
  const bytes = Object.values(view.links).map((link) => statSync(fileOf(link)).size);
  expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(maxKilobytes * 1000);
});
