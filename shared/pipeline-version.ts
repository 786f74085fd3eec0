import { defaultPitchMethod, type PitchMethod } from './analysis.ts';

/** Files and folders, from the repository's root, that determine what a worker writes about a song. */
export const pipelineSources = [
  'gpu-worker/Dockerfile',
  'gpu-worker/audio',
  'gpu-worker/htdemucs-rewrites',
  'gpu-worker/onnx',
  'gpu-worker/process-job.ts',
  'gpu-worker/stages',
  'package-lock.json',
  'shared',
] as const;

export interface Pipeline {
  /** The hash of {@link pipelineSources}. */
  readonly code: string | undefined;
  /** Where another separation model comes from, and its SHA-256. */
  readonly modelSource?: string | undefined;
  readonly modelSha256?: string | undefined;
  readonly pitchMethod?: PitchMethod;
}

/**
 * Names everything that changes results: two workers with the same version write the same score for the
 * same file and options. Only the hardware is not part of it: on a GPU, samples differ by rounding.
 * @returns `undefined` when it is unknown, for example for a local model without a checksum.
 */
export function pipelineVersionOf({
  code,
  modelSource,
  modelSha256,
  pitchMethod = defaultPitchMethod,
}: Pipeline): string | undefined {
  const model = modelSha256 ?? (modelSource === undefined ? 'bundled' : undefined);
  if (code === undefined || model === undefined) return undefined;
  return [code, model, pitchMethod].join(' ');
}
