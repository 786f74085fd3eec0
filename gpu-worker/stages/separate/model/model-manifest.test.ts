import { expect, test } from 'vitest';
import { htdemucs, parseManifest } from './model-manifest.ts';

const changed = (change: object) => JSON.stringify({ ...htdemucs, ...change });

test('the bundled manifest survives being written and read', () => {
  expect(parseManifest(changed({}), 'model.json')).toEqual(htdemucs);
});

test.each([
  ['is no JSON', 'weights', 'not JSON'],
  ['has no licence', changed({ licence: undefined }), 'licence'],
  ['has another rate than the worker', changed({ sampleRateHz: 48000 }), 'sampleRateHz'],
  ['has a checksum in capitals', changed({ sha256: 'A'.repeat(64) }), 'hexadecimal'],
  ['has a hop that does not fit', changed({ stft: { size: 4096, hop: 512 } }), 'quarter'],
  ['has a segment shorter than its transforms', changed({ segmentFrames: 4096 }), 'longer'],
  ['has no voice among its sources', changed({ voice: 'choir' }), 'one of the sources'],
  ['has a field nobody knows', changed({ overlaps: 0.5 }), 'overlaps'],
])('a manifest that %s is refused', (_name, json, hint) => {
  expect(() => parseManifest(json, 'model.json')).toThrow(hint);
});
