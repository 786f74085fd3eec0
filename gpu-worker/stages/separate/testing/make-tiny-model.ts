import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tinyManifest, tinyNetwork } from './tiny-model.ts';

/**
 * `node gpu-worker/stages/separate/testing/make-tiny-model.ts [FOLDER]` writes model.onnx and model.json,
 * the committed model of the unit tests.
 */
const folder = process.argv[2] ?? join(import.meta.dirname, 'tiny-model');
const network = tinyNetwork(tinyManifest);
const sha256 = createHash('sha256').update(network).digest('hex');
const manifest = { ...tinyManifest, file: 'model.onnx', sha256 };
writeFileSync(join(folder, 'model.onnx'), network);
writeFileSync(join(folder, 'model.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
