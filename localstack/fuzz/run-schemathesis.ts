import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiPaths } from '@my-pitch/shared/api';
import { z } from 'zod';
import type { StackContext } from '../../vitest.d.ts';
import { fuzzerBinary } from '../paths.ts';
import { StackClient } from '../testing/stack-client.ts';
import type { CreatedJob } from '../testing/web-client.ts';

export interface ApiFuzzOptions {
  /** Base URL of a stack on this machine. */
  readonly url: string;
  readonly seed: number;
  /** Test cases of each operation, and scenarios of several requests. */
  readonly maxExamples: number;
  /** Leaves out the systematic variations of a score, which are two thirds of all requests. */
  readonly isShort?: boolean;
  /** A finished song, whose corrections are saved. */
  readonly song: FinishedSong;
}

export type FinishedSong = Pick<CreatedJob, 'jobId' | 'ownerToken'>;

/**
 * Scores have many properties: their systematic variations alone are 600 requests. A line of the settings'
 * last table.
 */
const withoutVariationsOfScores = 'phases.coverage.enabled = false\n';

/** Creates a song that counts as finished, without artifacts. */
export async function createFinishedSong(stack: StackContext): Promise<FinishedSong> {
  const client = new StackClient(stack);
  const created = await client.create({ bytes: new Uint8Array(1), content: 'voice' });
  await client.pretendCompleted(created.jobId, Date.now());
  return created;
}

export interface ApiFuzzResult {
  readonly hasPassed: boolean;
  /** What Schemathesis printed. */
  readonly output: string;
  /** Requests by operation and status, such as `GET /api/limits 200`. */
  readonly answers: Readonly<Record<string, number>>;
}

const answersSchema = z.record(z.string(), z.number());

/** Nothing listens there: a request to any other host than this one fails. */
const noProxy = 'http://127.0.0.1:9';

/** Sends requests that Schemathesis derives from the OpenAPI document, and checks each answer. */
export async function runSchemathesis(options: ApiFuzzOptions): Promise<ApiFuzzResult> {
  const { url, seed, maxExamples, song, isShort = false } = options;
  // Schemathesis writes files of its own into the current folder.
  const folder = await mkdtemp(join(tmpdir(), 'my-pitch-fuzz-'));
  const summary = join(folder, 'answers.json');
  const settings = await readFile(join(import.meta.dirname, 'schemathesis.toml'), 'utf8');
  const settingsPath = join(folder, 'schemathesis.toml');
  await writeFile(settingsPath, isShort ? settings + withoutVariationsOfScores : settings);
  const args = [
    ...['--config-file', settingsPath],
    ...['run', `${url}${apiPaths.openapi}`],
    ...['--seed', String(seed), '--max-examples', String(maxExamples)],
  ];
  const fuzzer = spawn(fuzzerBinary('schemathesis'), args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      SCHEMATHESIS_HOOKS: join(import.meta.dirname, 'hooks.py'),
      FUZZ_SUMMARY: summary,
      FUZZ_SONG: `${song.jobId}:${song.ownerToken}`,
      PYTHONDONTWRITEBYTECODE: '1',
      HTTP_PROXY: noProxy,
      HTTPS_PROXY: noProxy,
      NO_PROXY: 'localhost,127.0.0.1',
    },
  });
  let output = '';
  for (const stream of [fuzzer.stdout, fuzzer.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const [code] = await once(fuzzer, 'close');
  const answers = await readFile(summary, 'utf8').catch(() => '{}');
  await rm(folder, { recursive: true, force: true });
  return { hasPassed: code === 0, output, answers: answersSchema.parse(JSON.parse(answers)) };
}

/** The number of requests of a run. */
export function countRequests(answers: ApiFuzzResult['answers']): number {
  return Object.values(answers).reduce((sum, times) => sum + times, 0);
}
