import { setTimeout as sleep } from 'node:timers/promises';
import { apiPaths, createJobResponseSchema } from '@my-pitch/shared/api';
import { type Answer, requestFrom } from '../testing/request-from.ts';

/** What the requests of some clients were answered. */
export class Tally {
  readonly #milliseconds: number[] = [];
  readonly #statuses = new Map<number, number>();

  add({ status }: Pick<Answer, 'status'>, milliseconds: number): void {
    this.#milliseconds.push(milliseconds);
    this.#statuses.set(status, this.count(status) + 1);
  }

  count(status: number): number {
    return this.#statuses.get(status) ?? 0;
  }

  get total(): number {
    return this.#milliseconds.length;
  }

  /** Responses by status, and the median and 95th percentile of the response times. */
  toString(): string {
    const sorted = this.#milliseconds.toSorted((a, b) => a - b);
    const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
    const statuses = [...this.#statuses].sort(([a], [b]) => a - b);
    const byStatus = statuses.map(([status, times]) => `${times} × ${status}`).join(', ');
    return `${byStatus || 'nothing'}; ${at(0.5)} ms in the median, ${at(0.95)} ms at the 95th percentile`;
  }
}

const song = { fileName: 'song.wav', contentType: 'audio/wav', sizeBytes: 5 };

async function ask(tally: Tally, send: () => Promise<Answer>): Promise<Answer> {
  const startMs = performance.now();
  const answer = await send();
  tally.add(answer, performance.now() - startMs);
  return answer;
}

const create = (webUrl: string, address: string) =>
  requestFrom(address, 'POST', `${webUrl}${apiPaths.jobs}`, { body: song });

/** A page that sends a song every `songSeconds` and polls the last one every three, until the time. */
export async function honestClient(
  webUrl: string,
  address: string,
  { untilMs, songSeconds, creates, polls }: HonestOptions,
): Promise<void> {
  let nextSongMs = Date.now();
  let path: string | undefined;
  while (Date.now() < untilMs) {
    if (Date.now() >= nextSongMs) {
      nextSongMs += songSeconds * 1000;
      const { status, body } = await ask(creates, () => create(webUrl, address));
      if (status === 201)
        path = apiPaths.job(createJobResponseSchema.parse(JSON.parse(body)).jobId);
    } else if (path !== undefined) {
      const url = `${webUrl}${path}`;
      await ask(polls, () => requestFrom(address, 'GET', url));
    }
    await sleep(3000);
  }
}

export interface HonestOptions {
  readonly untilMs: number;
  readonly songSeconds: number;
  readonly creates: Tally;
  readonly polls: Tally;
}

/** A client that sends songs at a rate, or as fast as `maxOpen` open requests allow. */
export async function abuser(
  webUrl: string,
  address: string,
  { untilMs, perSecond, maxOpen, creates }: AbuseOptions,
): Promise<void> {
  const open = new Set<Promise<unknown>>();
  const startMs = Date.now();
  for (let sent = 0; Date.now() < untilMs; sent += 1) {
    const waitMs = startMs + (sent * 1000) / perSecond - Date.now();
    if (waitMs > 0) await sleep(waitMs);
    if (open.size >= maxOpen) await Promise.race(open);
    const request = ask(creates, () => create(webUrl, address));
    open.add(request);
    void request.finally(() => open.delete(request));
  }
  await Promise.all(open);
}

export interface AbuseOptions {
  readonly untilMs: number;
  readonly perSecond: number;
  readonly maxOpen: number;
  readonly creates: Tally;
}
