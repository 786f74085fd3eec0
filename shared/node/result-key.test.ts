import { expect, it } from 'vitest';
import { type JobOptions, jobOptionsSchema } from '../job.ts';
import { resultKeyOf } from './result-key.ts';

const options = jobOptionsSchema.parse({});
const identity = { contentSha256: 'a'.repeat(64), options, pipelineVersion: 'code model swift-f0' };

/** Another value for every option: an option that is added later must get one here. */
const others: { readonly [Name in keyof JobOptions]: JobOptions[Name] } = {
  content: 'voice',
  lossless: true,
  preset: 'best',
  stems: 'four',
};

it('is the same for the same file, options and pipeline, in any order of the options', () => {
  const { stems, preset, lossless, content } = options;
  const reordered = { ...identity, options: { stems, preset, lossless, content } };
  expect(resultKeyOf(reordered)).toBe(resultKeyOf(identity));
  expect(resultKeyOf(identity)).toMatch(/^[0-9a-f]{64}$/);
});

it('differs for another file, another pipeline and each other option', () => {
  const keys = [
    identity,
    { ...identity, contentSha256: 'b'.repeat(64) },
    { ...identity, pipelineVersion: 'code model pyin' },
    ...Object.entries(others).map(([name, value]) => ({
      ...identity,
      options: { ...options, [name]: value },
    })),
  ].map(resultKeyOf);
  expect(Object.keys(others)).toEqual(Object.keys(options));
  expect(new Set(keys).size).toBe(keys.length);
});
