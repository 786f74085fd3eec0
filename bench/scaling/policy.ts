/** What ECS and SQS say of one kind of worker. */
export interface FleetCounts {
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  readonly busy: number;
  readonly inFlight: number;
}

export interface Observation {
  readonly atSeconds: number;
  readonly waiting: number;
  readonly inFlight: number;
  readonly uploadsInLastMinute: number;
  /** Since the beginning. */
  readonly uploaded: number;
  /** Of the whole scenario, which a real scaler cannot know. */
  readonly songsLeft: number;
  readonly cpu: FleetCounts;
  readonly gpu: FleetCounts;
}

export interface Targets {
  readonly cpu: number;
  readonly gpu: number;
}

/** A way to scale. It may keep a state from one decision to the next. */
export interface Policy {
  /** Whether it also decides after an upload, and not only each minute. */
  readonly followsUploads: boolean;
  /** What a deployment sets the number of GPU workers to; `undefined`: it leaves the number as it is. */
  readonly gpuAfterDeployment?: number;
  decide(observation: Observation): Targets;
}
