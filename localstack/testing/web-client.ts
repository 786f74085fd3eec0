import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  apiPaths,
  composeAuthorization,
  createJobResponseSchema,
  type JobView,
  jobViewSchema,
} from '@my-pitch/shared/api';
import type { JobId, OwnerToken } from '@my-pitch/shared/ids';
import type { JobOptions } from '@my-pitch/shared/job';
import { isTerminal, type JobStatus } from '@my-pitch/shared/status';

export interface Song {
  readonly bytes: Uint8Array;
  readonly content: JobOptions['content'];
  readonly fileName?: string;
  readonly preset?: JobOptions['preset'];
  /** The declared hash of the file. */
  readonly contentSha256?: string;
  /** The original of a take. */
  readonly takeOf?: string;
}

export interface CreatedJob {
  readonly jobId: JobId;
  readonly ownerToken: OwnerToken;
  /** Posts bytes with the signed form and returns the HTTP status. */
  readonly upload: (bytes: Uint8Array) => Promise<number>;
}

/** Makes the HTTP requests of the web app. */
export class WebClient {
  readonly #webUrl: string;

  constructor(webUrl: string) {
    this.#webUrl = webUrl;
  }

  /** Creates a job. `change` may modify the form's fields before the upload. */
  async create(
    { bytes, content, fileName = 'song.wav', preset, contentSha256, takeOf }: Song,
    change: (fields: Record<string, string>) => void = () => undefined,
  ): Promise<CreatedJob> {
    const answer = await fetch(`${this.#webUrl}${apiPaths.jobs}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        fileName,
        contentType: 'audio/wav',
        sizeBytes: Math.max(1, bytes.length),
        options: { content, preset },
        contentSha256,
        takeOf,
      }),
    });
    if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
    const { jobId, ownerToken, upload } = createJobResponseSchema.parse(await answer.json());
    change(upload.fields);
    return {
      jobId,
      ownerToken,
      upload: async (sent) => {
        const form = new FormData();
        for (const [name, value] of Object.entries(upload.fields)) form.append(name, value);
        form.append('file', new Blob([Uint8Array.from(sent)], { type: 'audio/wav' }), fileName);
        return (await fetch(upload.url, { method: 'POST', body: form })).status;
      },
    };
  }

  /** Creates a job and uploads the song; resolves once the job is queued or has failed. */
  async submit(song: Song): Promise<CreatedJob> {
    const job = await this.create(song);
    const status = await job.upload(song.bytes);
    if (status >= 300) throw new Error(`Upload failed: ${status}`);
    await this.waitFor(job.jobId, (view) => view.status !== 'awaiting-upload');
    return job;
  }

  async view(jobId: JobId): Promise<JobView> {
    const answer = await fetch(`${this.#webUrl}${apiPaths.job(jobId)}`);
    if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
    return jobViewSchema.parse(await answer.json());
  }

  /** Cancels a job with this token and returns the HTTP status. */
  async cancel(jobId: JobId, ownerToken: string): Promise<number> {
    const answer = await fetch(`${this.#webUrl}${apiPaths.job(jobId)}`, {
      method: 'DELETE',
      headers: { authorization: composeAuthorization(ownerToken) },
    });
    return answer.status;
  }

  /** Reads the corrections of a song. */
  corrections(jobId: JobId, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return fetch(`${this.#webUrl}${apiPaths.corrections(jobId)}`, { headers });
  }

  /** Saves corrections with this token, under a condition. */
  saveCorrections(
    { jobId, ownerToken }: Pick<CreatedJob, 'jobId' | 'ownerToken'>,
    condition: Readonly<Record<string, string>>,
    body: string,
  ): Promise<Response> {
    const headers = {
      'content-type': 'application/json',
      authorization: composeAuthorization(ownerToken),
      ...condition,
    };
    return fetch(`${this.#webUrl}${apiPaths.corrections(jobId)}`, { method: 'PUT', headers, body });
  }

  /** @throws {Error} with the last view after a timeout. */
  async waitFor(
    jobId: JobId,
    isReached: (view: JobView) => boolean,
    withinSeconds = 150,
  ): Promise<JobView> {
    const deadline = Date.now() + withinSeconds * 1000;
    for (;;) {
      const view = await this.view(jobId);
      if (isReached(view)) return view;
      if (Date.now() > deadline) throw new Error(`Still ${JSON.stringify(view)}`);
      await sleep(150);
    }
  }

  async waitForStatus<Status extends JobStatus>(
    jobId: JobId,
    status: Status,
    withinSeconds?: number,
  ): Promise<Extract<JobView, { status: Status }>> {
    const view = await this.waitFor(
      jobId,
      (candidate) => candidate.status === status || isTerminal(candidate.status),
      withinSeconds,
    );
    if (view.status !== status) throw new Error(`Expected ${status}: ${JSON.stringify(view)}`);
    return view as Extract<JobView, { status: Status }>;
  }

  /** The SHA-256 of every artifact by name, downloaded from its signed link. */
  async artifactHashes(jobId: JobId): Promise<Readonly<Record<string, string>>> {
    const { links } = await this.waitForStatus(jobId, 'completed');
    const entries = Object.entries(links).map(async ([name, url]) => {
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      return [name, createHash('sha256').update(bytes).digest('hex')] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  }
}
