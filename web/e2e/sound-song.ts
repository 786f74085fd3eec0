import { randomUUID } from 'node:crypto';
import type { Score } from '@my-pitch/shared/score';
import type { Page } from 'playwright-core';
import { measureOf, noteOf, scoreOf } from '../features/score/engraving/score.fixture.ts';
import { wavFile } from './wav-file.ts';

export const sampleRateHz = 44_100;
const noteCount = 40;
const pitch = { step: 'A', alter: 0, octave: 4 } as const;

/** When each quarter of the song begins, in seconds, in a tempo that drifts. */
const starts = Array.from(
  { length: noteCount + 1 },
  (_, k) => 0.5 + 0.42 * k + 0.05 * Math.sin(k / 3),
);
const durationSeconds = (starts.at(-1) as number) + 0.5;

/** The element of note `k` of the song. */
export const elementOf = (k: number) => `m${Math.floor(k / 4)}e${k % 4}`;
export const startOf = (k: number) => starts[k] as number;
/** Every note of the voice has a different pitch, so that a recording shows which one is audible. */
export const hertzOf = (k: number) => 400 + 40 * k;

/** A song whose notes can be identified by pitch: consecutive quarters in 4/4. */
function composeScore(): Score {
  const measures = Array.from({ length: noteCount / 4 }, (_, m) =>
    measureOf(
      [0, 1, 2, 3].map((i) => noteOf(pitch, { startTick: 192 * m + 48 * i, sungNote: 4 * m + i })),
      0,
      { number: m + 1, startTick: 192 * m },
    ),
  );
  const sung = starts.slice(0, noteCount).map((startSeconds, k) => ({
    startSeconds,
    endSeconds: startOf(k + 1),
    centreMidi: 69,
    deviationCents: 0,
    confidence: 1,
    loudnessDb: -12,
  }));
  return {
    ...scoreOf(measures, sung),
    title: 'Staircase',
    tempos: [{ tick: 0, quarterBpm: 143 }],
    timeMap: starts.map((seconds, k) => ({ tick: 48 * k, seconds })),
  };
}

/** The voice: one tone per note, without clicks between them. */
export function composeVoice(): Float32Array {
  const samples = new Float32Array(Math.round(durationSeconds * sampleRateHz));
  let phase = 0;
  let k = 0;
  for (let i = 0; i < samples.length; i += 1) {
    const seconds = i / sampleRateHz;
    while (k + 1 < noteCount && seconds >= startOf(k + 1)) k += 1;
    phase += (2 * Math.PI * hertzOf(k)) / sampleRateHz;
    const isSung = seconds >= startOf(0) && seconds < startOf(noteCount);
    samples[i] = isSung ? 0.4 * Math.sin(phase) : 0;
  }
  return samples;
}

/** A mono WAV file of 32-bit floats. */
export function wavOf(samples: Float32Array): Buffer {
  return wavFile(samples, { format: 'float32', sampleRateHz });
}

/** Responds to a page's requests for a finished song with a score and stems. @returns the song's URL. */
export async function serveSong(
  page: Page,
  webUrl: string,
  stems: Readonly<Record<string, Buffer>>,
): Promise<string> {
  const jobId = randomUUID();
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  const files = new Map<string, { body: string | Buffer; contentType: string }>([
    ['score.json', { body: JSON.stringify(composeScore()), contentType: 'application/json' }],
    ...Object.entries(stems).map(
      ([name, body]) => [`${name}.m4a`, { body, contentType: 'audio/mp4' }] as const,
    ),
  ]);
  const view = {
    jobId,
    fileName: 'staircase.wav',
    createdAt: new Date().toISOString(),
    status: 'completed',
    completedAt: new Date().toISOString(),
    durationSeconds,
    resultsExpireAt: tomorrow,
    links: Object.fromEntries([...files.keys()].map((name) => [name, `${webUrl}/made/${name}`])),
    linksExpireAt: tomorrow,
  };
  await page.route(`**/api/jobs/${jobId}`, (route) => route.fulfill({ json: view }));
  await page.route('**/made/*', (route) => {
    const file = files.get(new URL(route.request().url()).pathname.split('/').at(-1) ?? '');
    return file ? route.fulfill(file) : route.fulfill({ status: 404 });
  });
  return `${webUrl}/song#${jobId}`;
}
