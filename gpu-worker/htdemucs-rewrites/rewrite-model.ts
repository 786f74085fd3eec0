import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { decodeOnnx, encodeOnnx } from '../onnx/onnx-file.ts';
import { rewriteHtdemucs, rewritingSchema } from './rewrite-htdemucs.ts';

/**
 * `node gpu-worker/htdemucs-rewrites/rewrite-model.ts MODEL RESULT REWRITING`: rewrites HTDemucs for a CPU
 * or a GPU. REWRITING is the JSON of a `Rewriting`. RESULT appears whole or not at all.
 */
const [source, result, parameters] = process.argv.slice(2);
if (!source || !result || !parameters)
  throw new Error('Usage: rewrite-model.ts MODEL RESULT REWRITING');
const rewriting = rewritingSchema.parse(JSON.parse(parameters));
const model = decodeOnnx(await readFile(source));
rewriteHtdemucs(model, rewriting);
// A random name, not the process id: two containers that share a cache can have the same process id.
const partial = `${result}.${randomUUID()}.partial`;
try {
  const file = await open(partial, 'w');
  await file.writeFile(encodeOnnx(model));
  await file.sync();
  await file.close();
  await rename(partial, result);
} finally {
  await rm(partial, { force: true });
}
