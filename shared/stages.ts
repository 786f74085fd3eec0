import { z } from 'zod';

/** The worker's stages in execution order. */
export const stages = ['decode', 'separate', 'pitch', 'notes', 'score', 'store'] as const;

export const stageSchema = z.enum(stages);
export type Stage = z.infer<typeof stageSchema>;

/** The share of a job's wall time that each stage takes on two cores (measured on a 180 s song); sums to 1. */
const stageShares: Readonly<Record<Stage, number>> = {
  decode: 0.02,
  separate: 0.86,
  pitch: 0.05,
  notes: 0.01,
  score: 0.01,
  store: 0.05,
};

export const progressSchema = z.object({
  stage: stageSchema,
  /** Completed fraction of this stage, 0 to 1. */
  stageFraction: z.number().min(0).max(1),
  /** Completed fraction of the job, 0 to 1. */
  overallFraction: z.number().min(0).max(1),
  /** Estimated completion time; absent while there is too little data. */
  endsAt: z.iso.datetime().optional(),
});
export type Progress = z.infer<typeof progressSchema>;

/** Converts a stage's progress (0 to 1, clamped) to the progress of the whole job. */
export function progressAt(stage: Stage, stageFraction: number): Progress {
  const clamped = Math.min(1, Math.max(0, stageFraction));
  const before = stages
    .slice(0, stages.indexOf(stage))
    .reduce((sum, earlier) => sum + stageShares[earlier], 0);
  return {
    stage,
    stageFraction: clamped,
    overallFraction: Math.min(1, before + stageShares[stage] * clamped),
  };
}
