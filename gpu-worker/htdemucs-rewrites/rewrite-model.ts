import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { decodeOnnx, encodeOnnx } from '../onnx/onnx-file.ts';
import { rewriteHtdemucs, rewritingSchema } from './rewrite-htdemucs.ts';

/**
 * `node gpu-worker/htdemucs-rewrites/rewrite-model.ts MODEL RESULT REWRITING`: rewrites HTDemucs for the
 * processor, as the JSON of a `Rewriting` says. The result appears whole or not at all.
 */
const [source, result, wanted] = process.argv.slice(2);
if (!source || !result || !wanted)
  throw new Error('Usage: rewrite-model.ts MODEL RESULT REWRITING');
const rewriting = rewritingSchema.parse(JSON.parse(wanted));
const model = decodeOnnx(await readFile(source));
rewriteHtdemucs(model, rewriting);
// Not named for the process: in two containers that share a cache both can have the same number.
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
