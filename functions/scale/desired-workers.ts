/** What the scaler knows about one kind of worker. */
export interface WorkerPool {
  /** Tasks that run, busy or not. */
  readonly running: number;
  /** Tasks that were asked for and do not run yet. */
  readonly pending: number;
  /** How long tasks have been pending without any of them starting; 0 when none is pending. */
  readonly pendingSeconds: number;
  /** Running tasks that hold songs (ECS task scale-in protection is on). */
  readonly busy: number;
  /** By configuration and quota; 0: this kind is not available. */
  readonly maxWorkers: number;
  /** From the wish for a task to its first song: machine, image pull, model. */
  readonly startSeconds: number;
  /** Typical seconds a worker needs for one song, when it works on `songsAtOnce`: seconds / songs. */
  readonly songSeconds: number;
  readonly songsAtOnce: number;
  readonly dollarsPerHour: number;
  /** A worker without work is kept this long. */
  readonly keepIdleSeconds: number;
}

export interface ScalingInput {
  /** Songs in the queue that no worker has. */
  readonly waiting: number;
  /** Songs that workers hold. */
  readonly inFlight: number;
  /** Seconds since a song last waited or was in flight; 0 while there is one. One per pool. */
  readonly idleSeconds: { readonly cpu: number; readonly gpu: number };
  /** Fargate, Spot with on-demand fallback. */
  readonly cpu: WorkerPool;
  /** ECS on GPU machines. */
  readonly gpu: WorkerPool;
}

export interface ScalingDecision {
  readonly cpu: number;
  readonly gpu: number;
  readonly reason: string;
}

/** Decides how many workers of each kind there should be. */
export function desiredWorkers(input: ScalingInput): ScalingDecision {
  const songs = input.waiting + input.inFlight;
  const isIdle = (kind: 'cpu' | 'gpu') => input.idleSeconds[kind] >= input[kind].keepIdleSeconds;
  const decide = (kind: 'cpu' | 'gpu') => {
    const { running, pending, maxWorkers } = input[kind];
    const kept = isIdle(kind) ? 0 : running + pending;
    return Math.min(maxWorkers, Math.max(kept, songs));
  };
  return { cpu: decide('cpu'), gpu: decide('gpu'), reason: `${songs} songs` };
}
