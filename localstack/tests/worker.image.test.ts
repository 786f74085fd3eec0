import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scoreSchema } from '@my-pitch/shared/score';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { processorFlags } from '../../gpu-worker/htdemucs-rewrites/processor-flags.ts';
import { chooseOpenvino } from '../../gpu-worker/stages/separate/runtime/choose-engine.ts';
import { repositoryRoot } from '../paths.ts';
import { StackClient } from '../testing/stack-client.ts';
import { buildWorkerImage } from '../testing/worker-image/build-worker-image.ts';
import { runPodman, whyNoContainers } from '../testing/worker-image/podman.ts';
import { WorkerContainer } from '../testing/worker-image/worker-container.ts';

const stack = inject('stack');
const client = new StackClient(stack);
const song = { bytes: readFileSync(stack.songPath), content: 'song' as const };

const bomSchema = z.object({ components: z.array(z.object({ 'bom-ref': z.string() })) });
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string().optional(), link: z.boolean().optional() }),
  ),
});

/** `npm run test:image-openvino`; the short form needs no Python package index. */
const hasOpenvino = process.env.WORKER_IMAGE === 'openvino';

const problem = whyNoContainers();
if (problem) console.log(`The worker's image is not built: ${problem.reason}`);

// `.ci/run` installs what it needs, so in CI a missing program is a failure.
describe.skipIf(problem && !(process.env.CI && problem.isMissingProgram))(
  "the worker's image",
  () => {
    let imageId = '';
    let worker: WorkerContainer;
    const start = () => {
      const { WORK_DIR: stateDir = '', ...env } = stack.workerEnv;
      return new WorkerContainer(imageId, env, stateDir);
    };

    beforeAll(async () => {
      imageId = await buildWorkerImage(hasOpenvino ? 'with' : 'without');
      worker = start();
      await worker.ready();
    });
    afterAll(() => worker?.remove());

    it('runs all processes without root, capabilities and new privileges', async () => {
      const statuses = (await worker.run('cat /proc/[0-9]*/status')).split(/(?=^Name:)/m);
      // tini, the worker, its child process that runs the network, and this shell.
      expect(statuses.length).toBeGreaterThanOrEqual(4);
      for (const status of statuses) {
        expect(status).toMatch(/^Uid:(\t10001){4}$/m);
        expect(status).toMatch(/^Gid:(\t10001){4}$/m);
        for (const set of ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb']) {
          expect(status).toMatch(new RegExp(`^${set}:\t0+$`, 'm'));
        }
        expect(status).toMatch(/^NoNewPrivs:\t1$/m);
      }
    });

    it('writes to its work folder only', async () => {
      const mounts = (await worker.run('cat /proc/1/mountinfo')).split('\n').map((line) => {
        const [, , , , path = '', options = ''] = line.split(' ');
        return { path, isWritable: options.split(',').includes('rw') };
      });
      expect(mounts).toContainEqual({ path: '/', isWritable: false });
      const writable = mounts.filter(({ isWritable }) => isWritable).map(({ path }) => path);
      // Every container has these file systems of the kernel, which hold no files of the image.
      expect(writable.filter((path) => !/^\/(dev|proc|sys)(\/|$)/.test(path))).toEqual(['/work']);
      await worker.run('touch /work/written && rm /work/written');
    });

    it('has every library that its programs and modules are linked with', async () => {
      const files = await worker.run(
        `{ find /app -type f '(' -name '*.node' -o -name '*.so' -o -name '*.so.*' ')'
         for name in node ffmpeg ffprobe prlimit tini; do command -v "$name" || echo "$name"; done; }`,
      );
      expect(files).toContain('onnxruntime_binding.node');
      expect(files.includes('libopenvino_intel_cpu_plugin.so')).toBe(hasOpenvino);
      const linked = await worker.run(
        `for file in ${files.replaceAll('\n', ' ')}; do echo "$file:"; ldd "$file" 2>&1; done || true`,
      );
      expect(linked).toContain('libavcodec.so');
      expect(linked.split('\n').filter((line) => /not found|No such file/.test(line))).toEqual([]);
    });

    it('is healthy by its own health check', async () => {
      const format = '{{json .HealthCheck.Test}}';
      const settings = await runPodman(['image', 'inspect', '--format', format, imageId]);
      const [kind, ...command] = z.array(z.string()).parse(JSON.parse(settings));
      expect(kind).toBe('CMD');
      const check = () => worker.run(command.join(' ')).then(() => 'healthy', String);
      // The worker says that it is ready, and writes its first heartbeat when it has asked for a song.
      await expect.poll(check, { timeout: 60_000 }).toBe('healthy');
    });

    it('lists exactly the installed npm packages in its SBOM', async () => {
      const readJson = async (path: string): Promise<unknown> =>
        JSON.parse(await worker.run(`cat ${path}`));
      const { components } = bomSchema.parse(await readJson('/app/sbom.json'));
      const { packages } = lockSchema.parse(await readJson('/app/node_modules/.package-lock.json'));
      const installed = Object.entries(packages)
        .filter(([path, { link }]) => path.includes('node_modules/') && !link)
        .map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`);
      const listed = components.map((component) => component['bom-ref']);
      expect(listed.filter((name) => !name.startsWith('@my-pitch/')).sort()).toEqual(
        installed.sort(),
      );
      expect(installed).toContain(`onnxruntime-node@${pinnedRuntime()}`);
    });

    it('gives its song back within 5 s of SIGTERM, and the next one makes a score of it', async () => {
      const { jobId } = await client.submit(song);
      await client.waitFor(
        jobId,
        (view) => view.status === 'processing' && view.progress.stage === 'separate',
      );
      expect(await worker.stop(5), worker.log()).toBe(0);
      expect(await client.queuedMessages()).toEqual({ waiting: 1, inWork: 0 });
      expect(await client.attempts(jobId)).toBe(0);

      worker = start();
      const { links } = await client.waitForStatus(jobId, 'completed');
      const { engine } = await client.record(jobId);
      const { isPreferred } = chooseOpenvino(
        hasOpenvino ? 'in the image' : undefined,
        processorFlags(),
      );
      expect(engine?.S).toMatch(isPreferred ? /^openvino bfloat16$/ : /^onnxruntime-node /);
      const { measures } = scoreSchema.parse(await (await fetch(links['score.json'] ?? '')).json());
      expect(measures.length).toBeGreaterThanOrEqual(4);
      expect(Object.keys(links)).toContain('accompaniment.m4a');
      await client.waitForEmptyQueue();
    });
  },
);

/** The version of ONNX Runtime that this project pins. */
function pinnedRuntime(): string {
  const lock: unknown = JSON.parse(readFileSync(join(repositoryRoot, 'package-lock.json'), 'utf8'));
  return lockSchema.parse(lock).packages['node_modules/onnxruntime-node']?.version ?? 'none';
}
