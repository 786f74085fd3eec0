import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'disable-telemetry-'));
afterAll(() => rmSync(folder, { recursive: true }));

const model = join(import.meta.dirname, '../stages/notes/network/note-network.onnx');
const library = join(import.meta.dirname, 'onnx-runtime.ts');

/** Runs a module in a process without the telemetry variable, with an empty home and temporary folder. */
function run(source: string) {
  const env = { PATH: process.env.PATH, HOME: folder, TMPDIR: folder };
  const args = ['--input-type=module-typescript', '--eval', source];
  return spawnSync(process.execPath, args, { env, encoding: 'utf8' });
}

const openModel = (from: string) => `
  import { InferenceSession } from '${from}';
  await InferenceSession.create('${model}');
  // The library writes its first files soon after.
  await new Promise((resolve) => setTimeout(resolve, 500));`;

const inThread = (source: string) => `
  import { Worker } from 'node:worker_threads';
  new Worker(new URL('data:text/javascript,' + encodeURIComponent(${JSON.stringify(source)})));`;

describe('telemetry of ONNX Runtime', () => {
  it('writes no file when a model is opened', () => {
    const { status, stderr } = run(openModel(library));
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is off in a worker thread when the main thread loaded the library first', () => {
    const { status, stderr } = run(
      `import '${library}';\n${inThread(`import 'file://${library}';`)}`,
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('makes loading fail when only a worker thread imports the library', () => {
    const { status, stderr } = run(inThread(`import 'file://${library}';`));
    expect(stderr).toContain('import this module on the main thread before the thread starts');
    expect(status).toBe(1);
  });
});
