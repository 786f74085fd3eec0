import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
/** Every file with Korean texts for users. */
const sources = [
  'web/features/*/messages-ko.ts',
  'web/lib/messages/ko.ts',
  'web/app/*.{ts,tsx}',
  'shared/errors.ts',
  'gpu-worker/cli/comparison-texts.ts',
];
/** 하십시오 style: words that end in -니다, -니까 or -시오. */
const formal = /[가-힣]+(?:니다|니까|시오)(?![가-힣])/gu;

it('all Korean texts are in 해요 style', () => {
  const files = globSync(sources, { cwd: root });
  expect(files.length).toBeGreaterThan(12);
  const found = files.flatMap((file) =>
    (readFileSync(join(root, file), 'utf8').match(formal) ?? []).map((word) => `${file}: ${word}`),
  );
  expect(found).toEqual([]);
});
