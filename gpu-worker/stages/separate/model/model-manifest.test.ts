import { expect, it } from 'vitest';
import { htdemucs, parseManifest } from './model-manifest.ts';

const changed = (change: object) => JSON.stringify({ ...htdemucs, ...change });

it.each([
  ['the bundled manifest', {}],
  ['a segment one frame longer than two transforms', { segmentFrames: 2 * 4096 + 1 }],
  ['two sources', { sources: ['vocals', 'other'] }],
  ['the smallest transform', { stft: { size: 32, hop: 8 } }],
])('accepts %s', (_name, change) => {
  expect(parseManifest(changed(change), 'model.json')).toEqual({ ...htdemucs, ...change });
});

it.each([
  ['text that is not JSON', 'weights', 'model.json is not JSON'],
  ['a missing licence', changed({ licence: undefined }), 'licence'],
  ['an empty name', changed({ name: '' }), 'name'],
  ['another sample rate than the worker’s', changed({ sampleRateHz: 48000 }), 'sampleRateHz'],
  ['a mono model', changed({ channels: 1 }), 'channels'],
  ['an upper-case checksum', changed({ sha256: 'A'.repeat(64) }), 'hexadecimal'],
  ['a checksum of 63 digits', changed({ sha256: 'a'.repeat(63) }), 'hexadecimal'],
  ['a checksum of 65 digits', changed({ sha256: 'a'.repeat(65) }), 'hexadecimal'],
  ['a hop of an eighth', changed({ stft: { size: 4096, hop: 512 } }), 'quarter'],
  ['a transform that is no multiple of 32', changed({ stft: { size: 4104, hop: 1026 } }), 'size'],
  ['a segment of two transforms', changed({ segmentFrames: 2 * 4096 }), 'longer'],
  ['a single source', changed({ sources: ['vocals'] }), 'sources'],
  ['a voice that is not a source', changed({ voice: 'choir' }), 'one of the sources'],
  ['an unknown field', changed({ overlaps: 0.5 }), 'overlaps'],
])('refuses %s', (_name, json, hint) => {
  expect(() => parseManifest(json, 'model.json')).toThrow(hint);
});
