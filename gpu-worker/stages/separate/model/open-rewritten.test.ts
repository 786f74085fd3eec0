import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../audio/audio-fixtures.ts';
import type { NetworkOpener } from '../runtime/network-session.ts';
import { htdemucs } from './model-manifest.ts';
import { rewritingOpener } from './open-rewritten.ts';

/** What is opened for a file that is no network at all, although it claims to be HTDemucs. */
async function openBroken(provider: string, manifest = htdemucs) {
  const folder = await temporaryFolder();
  const modelPath = join(folder, 'broken.onnx');
  writeFileSync(modelPath, 'no network');
  const [opened, warnings]: [string[], string[]] = [[], []];
  const open: NetworkOpener = async (path) => {
    opened.push(path === modelPath ? 'the model itself' : path);
    return { inputMetadata: [], outputMetadata: [], run: async (x) => x, release: async () => {} };
  };
  const log = pino({}, { write: (line: string) => warnings.push(line) });
  const cacheDir = join(folder, 'cache');
  const variant = { precision: 'float32', voiceOnly: true } as const;
  const opener = rewritingOpener(manifest, open, { log, cacheDir, ...variant });
  await opener(modelPath, { executionProviders: [provider] });
  return { opened, warnings, left: () => readdirSync(cacheDir) };
}

test.each(['cpu', 'cuda'])(
  'a model that cannot be rewritten is opened as it is on %s, with a line in the log',
  async (provider) => {
    const { opened, warnings, left } = await openBroken(provider);
    expect(opened).toEqual(['the model itself']);
    expect(warnings.join()).toContain('could not be rewritten');
    expect(left()).toEqual([]);
  },
);

test('other models are opened as they are', async () => {
  const other = { ...htdemucs, sha256: '0'.repeat(64) };
  expect(await openBroken('cpu', other)).toMatchObject({
    ...{ opened: ['the model itself'], warnings: [] },
  });
});
