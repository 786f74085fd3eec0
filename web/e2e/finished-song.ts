import type { JobView } from '@my-pitch/shared/api';
import type { JobId } from '@my-pitch/shared/ids';
import type { Score } from '@my-pitch/shared/score';
import { wavFile } from './wav-file.ts';

/** Responses in place of the API and the storage, by path. */
export type Answers = Readonly<Record<string, Answer>>;

interface Answer {
  readonly type: string;
  readonly body: Buffer;
  /** By default 200. */
  readonly status?: number;
}

/** The id of the song of {@link finishedSong}. */
export const songId = '3f2b8c1e-7a54-4d0b-9c36-1e5f0a9b7d21' as JobId;

const hour = 3_600_000;
const sampleRateHz = 4000;

/** The responses of the API and the storage for a finished song with a score. */
export function finishedSong(score: Score, origin = ''): Answers {
  const durationSeconds = (score.sungNotes.at(-1)?.endSeconds ?? 1) + 1;
  const view: JobView = {
    jobId: songId,
    fileName: `${score.title}.mp3`,
    createdAt: new Date(Date.now() - hour).toISOString(),
    status: 'completed',
    completedAt: new Date().toISOString(),
    durationSeconds,
    resultsExpireAt: new Date(Date.now() + 24 * hour).toISOString(),
    links: {
      'score.json': `${origin}/fixture/score.json`,
      'vocals.m4a': `${origin}/fixture/voice.wav`,
      'accompaniment.m4a': `${origin}/fixture/voice.wav`,
    },
    linksExpireAt: new Date(Date.now() + hour).toISOString(),
  };
  const json = (value: unknown) => ({
    type: 'application/json',
    body: Buffer.from(JSON.stringify(value)),
  });
  return {
    [`/api/jobs/${songId}`]: json(view),
    [`/api/jobs/${songId}/corrections`]: { ...json(''), body: Buffer.alloc(0), status: 204 },
    '/fixture/score.json': json(score),
    '/fixture/voice.wav': { type: 'audio/wav', body: hum(durationSeconds) },
  };
}

/** A quiet A3 as a WAV file: 8 bits, mono. */
function hum(seconds: number): Buffer {
  const samples = Uint8Array.from({ length: Math.ceil(seconds * sampleRateHz) }, (_, i) =>
    Math.round(128 + 12 * Math.sin((2 * Math.PI * 220 * i) / sampleRateHz)),
  );
  return wavFile(samples, { format: 'uint8', sampleRateHz });
}
