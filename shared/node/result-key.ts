import { createHash } from 'node:crypto';
import type { JobOptions } from '../job.ts';

export interface ResultIdentity {
  /** SHA-256 of the song's file, hex. */
  readonly contentSha256: string;
  readonly options: JobOptions;
  readonly pipelineVersion: string;
}

/**
 * The key under which the result of a song is found again: equal keys have equal results, apart from the
 * title. A hash, so that a key tells nothing about the song to whoever does not have its file.
 */
export function resultKeyOf({ contentSha256, options, pipelineVersion }: ResultIdentity): string {
  const { content, lossless, preset, stems } = options;
  const parts = [contentSha256, pipelineVersion, content, lossless, preset, stems];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
