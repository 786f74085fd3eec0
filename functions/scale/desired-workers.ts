/** What the scaler knows about one kind of worker. */
export interface WorkerPool {
  /**
   * Tasks that run, busy or not, but at most the number that was asked for: during a deployment ECS runs
   * old and new tasks side by side, and counting both would double the pool.
   */
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
  /** Rate at which songs keep coming (`arrival-rate.ts`); 0, also when absent: only songs that are here count. */
  readonly songsPerSecond?: number;
  /** Seconds since a song last waited or was in flight; 0 while there is one. One per pool. */
  readonly idleSeconds: { readonly cpu: number; readonly gpu: number };
  /** Fargate, Spot with on-demand fallback. */
  readonly cpu: WorkerPool;
  /** ECS on GPU machines. */
  readonly gpu: WorkerPool;
}

/** How many tasks of each kind to ask for, and why. */
export interface ScalingDecision {
  readonly cpu: number;
  readonly gpu: number;
  readonly reason: string;
}

type Kind = 'cpu' | 'gpu';
type Pools = Readonly<Record<Kind, WorkerPool>>;

/** A worker starts when there is work for it for this many times its start. So starts cost at most a third. */
const worthwhileStarts = 2;
/** Tasks that are pending for this many times their start are not counted on: no quota, or no machine. */
const stuckAfterStarts = 3;
/** Share of the busy workers that may be idle beside them, because songs come unevenly. */
const spareShare = 1 / 8;
/** Songs in flight are half done on average. */
const unfinishedShare = 0.5;

/**
 * Decides how many workers of each kind to ask for. Pure; docs/scaling.md explains the rule. The answer
 * is never below `busy`, and above `maxWorkers` only for busy workers.
 */
export function desiredWorkers(input: ScalingInput): ScalingDecision {
  // Workers that go are not counted on: otherwise others would only be asked for when they are gone.
  const kept = { cpu: keptWorkers(input, 'cpu'), gpu: keptWorkers(input, 'gpu') };
  const pools = withFirstWorker(input, withWorthwhileWorkers(input, kept));
  const cpu = pools.cpu.running + pools.cpu.pending;
  const gpu = pools.gpu.running + pools.gpu.pending;
  const changes = [changeOf('CPU', input.cpu, cpu), changeOf('GPU', input.gpu, gpu)];
  const songs = `${input.waiting} waiting, ${input.inFlight} in flight`;
  return { cpu, gpu, reason: [songs, ...changes].join('; ') };
}

/** The pool without the workers that a lowered maximum removes: all above it that are not busy. */
function withinMaximum(pool: WorkerPool): WorkerPool {
  const running = Math.max(pool.busy, Math.min(pool.running, pool.maxWorkers));
  const pending = Math.max(0, Math.min(pool.pending, pool.maxWorkers - running));
  return { ...pool, running, pending };
}

/** Adds workers where there is enough work for them, first of the kind with the cheaper songs. */
function withWorthwhileWorkers(input: ScalingInput, present: Pools): Pools {
  const [first, second] = cheaperFirst(present);
  const afterFirst = withWorkers(present, first, worthwhileWorkers(input, first, present));
  return withWorkers(afterFirst, second, worthwhileWorkers(input, second, afterFirst));
}

function cheaperFirst({ cpu, gpu }: Pools): readonly [Kind, Kind] {
  const songPrice = (pool: WorkerPool) => pool.songSeconds * pool.dollarsPerHour;
  return songPrice(gpu) < songPrice(cpu) ? ['gpu', 'cpu'] : ['cpu', 'gpu'];
}

/** Even a single song gets a worker. */
function withFirstWorker({ waiting }: ScalingInput, pools: Pools): Pools {
  if (waiting === 0 || songRate(pools.cpu) + songRate(pools.gpu) > 0) return pools;
  const kinds: readonly Kind[] = ['cpu', 'gpu'];
  const kind = kinds.find((name) => !isStuck(pools[name]) && pools[name].maxWorkers > 0);
  return kind ? withWorkers(pools, kind, 1) : pools;
}

function withWorkers({ cpu, gpu }: Pools, kind: Kind, added: number): Pools {
  const grow = (pool: WorkerPool) => ({ ...pool, pending: pool.pending + added });
  return kind === 'cpu' ? { cpu: grow(cpu), gpu } : { cpu, gpu: grow(gpu) };
}

/**
 * Workers to add to a pool. A worker that is asked for now can begin in `startSeconds`. It is worth its
 * start if the songs that all present workers leave keep it busy for `worthwhileStarts` times as long.
 */
function worthwhileWorkers(input: ScalingInput, kind: Kind, { cpu, gpu }: Pools): number {
  const pool = kind === 'cpu' ? cpu : gpu;
  if (isStuck(pool) || input.waiting === 0) return 0;
  const { waiting, inFlight, songsPerSecond = 0 } = input;
  const { startSeconds, songSeconds, running, pending } = pool;
  const songsLeft =
    waiting +
    unfinishedShare * inFlight +
    songsPerSecond * startSeconds -
    songsWithin(startSeconds, cpu) -
    songsWithin(startSeconds, gpu);
  const neededRate = songsLeft / (worthwhileStarts * startSeconds) + songsPerSecond;
  const missingRate = neededRate - songRate(cpu) - songRate(gpu);
  const missing = Math.floor(missingRate * songSeconds);
  const max = Math.min(pool.maxWorkers, usefulWorkers(input, kind));
  return Math.max(0, Math.min(missing, max - running - pending));
}

/** Songs that a pool's present workers do within this time. */
function songsWithin(seconds: number, pool: WorkerPool): number {
  const pendingEndsIn = Math.max(0, pool.startSeconds - pool.pendingSeconds);
  const pendingWorkSeconds = countedPending(pool) * Math.max(0, seconds - pendingEndsIn);
  return (pool.running * seconds + pendingWorkSeconds) / pool.songSeconds;
}

/** Songs per second of a pool once its pending workers run. */
function songRate(pool: WorkerPool): number {
  return (pool.running + countedPending(pool)) / pool.songSeconds;
}

function countedPending(pool: WorkerPool): number {
  return isStuck(pool) ? 0 : pool.pending;
}

function isStuck({ pendingSeconds, startSeconds }: WorkerPool): boolean {
  return pendingSeconds > stuckAfterStarts * startSeconds;
}

/** The pool without the workers that go: all that are not useful, the pending ones first. */
function keptWorkers(input: ScalingInput, kind: Kind): WorkerPool {
  const pool = withinMaximum(input[kind]);
  const count = Math.min(pool.running + pool.pending, usefulWorkers(input, kind));
  const running = Math.min(pool.running, count);
  return { ...pool, running, pending: count - running };
}

/** Workers of a kind that have a song, could take one that waits, or are spare. */
function usefulWorkers({ waiting, idleSeconds, ...pools }: ScalingInput, kind: Kind): number {
  const { busy, songsAtOnce, keepIdleSeconds } = pools[kind];
  const lastWorker = idleSeconds[kind] < keepIdleSeconds ? 1 : 0;
  const spare = busy > 0 ? Math.round(spareShare * busy) : lastWorker;
  return busy + Math.ceil(waiting / songsAtOnce) + spare;
}

function changeOf(name: string, pool: WorkerPool, desired: number): string {
  const present = pool.running + pool.pending;
  const limit = desired >= pool.maxWorkers ? ' (maximum)' : '';
  const stuck = isStuck(pool) ? `, ${pool.pending} do not start` : '';
  const change = desired === present ? `${name} ${desired}` : `${name} ${present} to ${desired}`;
  return `${change}${limit}${stuck}`;
}
