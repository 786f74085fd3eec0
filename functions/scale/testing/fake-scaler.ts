import type { ScalingDecision, ScalingInput } from '../desired-workers.ts';
import type {
  MachineGroup,
  QueueDepth,
  Release,
  ScalingStore,
  ServiceState,
  WorkerService,
} from '../ports.ts';
import type { Machine } from '../releasable-machines.ts';
import type { ReleasedMachines } from '../release-machines.ts';
import type { PoolFacts, ScaleContext } from '../scale.ts';
import type { ScalingRecord } from '../scaling-record.ts';

export const startMs = Date.parse('2026-03-01T12:00:00.000Z');

export const facts: PoolFacts = {
  maxWorkers: 4,
  startSeconds: 90,
  songSeconds: 110,
  songsAtOnce: 1,
  dollarsPerHour: 0.1,
  keepIdleSeconds: 300,
};

/** An ECS service in memory. Tasks start only when a test says so. */
class FakeService implements WorkerService {
  state: ServiceState;
  /** Every desired count that was set. */
  readonly sets: number[] = [];
  readError: Error | undefined;
  setError: Error | undefined;
  /** Runs before each read: what happens elsewhere meanwhile. */
  beforeRead: () => Promise<unknown> = async () => undefined;

  constructor(state: Partial<ServiceState> = {}) {
    this.state = { desired: 0, running: 0, busy: 0, ...state };
  }

  async read(): Promise<ServiceState> {
    await this.beforeRead();
    if (this.readError) throw this.readError;
    return this.state;
  }

  async setDesired(count: number): Promise<void> {
    if (this.setError) throw this.setError;
    this.sets.push(count);
    this.state = { ...this.state, desired: count };
  }
}

/** GPU machines in memory. A machine that was ended stays in the list until a test removes it. */
export class FakeMachineGroup implements MachineGroup {
  machines: readonly Machine[] = [];
  unplacedTasks = 0;
  /** Instance ids, in the order in which they were ended. */
  readonly ended: string[] = [];
  endError: Error | undefined;

  async list() {
    return this.machines;
  }

  async countUnplacedTasks() {
    return this.unplacedTasks;
  }

  async drain(machines: readonly Machine[]): Promise<void> {
    this.machines = this.machines.map((each) =>
      machines.includes(each) ? { ...each, state: 'draining' } : each,
    );
  }

  async end({ instanceId }: Machine): Promise<void> {
    if (this.endError) throw this.endError;
    this.ended.push(instanceId);
  }
}

/** The scaler's item in memory. */
class MemoryScalingStore implements ScalingStore {
  record: ScalingRecord | undefined;
  #held: { readonly runId: string; readonly untilMs: number } | undefined;
  #askedAgain = false;

  async claim(runId: string, nowMs: number) {
    if (this.#held && this.#held.untilMs >= nowMs && this.#held.runId !== runId) return undefined;
    this.#held = { runId, untilMs: nowMs + 40_000 };
    this.#askedAgain = false;
    return { previous: this.record };
  }

  async askAgain(nowMs: number): Promise<boolean> {
    if (!this.#held || this.#held.untilMs < nowMs) return false;
    this.#askedAgain = true;
    return true;
  }

  async release(runId: string, record: ScalingRecord | undefined): Promise<Release> {
    if (this.#held?.runId !== runId) return 'lost';
    if (this.#askedAgain) return 'asked-again';
    this.#held = undefined;
    this.record = record ?? this.record;
    return 'released';
  }
}

/** A scaler with fakes of its ports; `at` moves its clock. */
export function fakeScaler(
  options: {
    readonly depth?: QueueDepth;
    readonly cpu?: Partial<ServiceState>;
    readonly gpu?: Partial<ServiceState>;
    readonly machines?: MachineGroup;
    readonly decide?: (input: ScalingInput) => ScalingDecision;
  } = {},
) {
  const parts = {
    depth: options.depth ?? { waiting: 0, inFlight: 0 },
    queueError: undefined as Error | undefined,
    cpu: new FakeService(options.cpu),
    gpu: new FakeService(options.gpu),
    store: new MemoryScalingStore(),
    inputs: [] as ScalingInput[],
    released: [] as ReleasedMachines[],
    warnings: [] as string[],
    nowMs: startMs,
  };
  const keep = (input: ScalingInput): ScalingDecision => ({
    cpu: input.cpu.running + input.cpu.pending,
    gpu: input.gpu.running + input.gpu.pending,
    reason: 'as it is',
  });
  const context = (runId = 'run'): ScaleContext => ({
    queue: {
      read: async () => {
        if (parts.queueError) throw parts.queueError;
        return parts.depth;
      },
    },
    cpu: { service: parts.cpu, facts },
    gpu: options.gpu && {
      ...{ service: parts.gpu, facts },
      ...(options.machines && { machines: options.machines }),
    },
    store: parts.store,
    decide: options.decide ?? keep,
    publish: (input) => parts.inputs.push(input),
    publishMachines: (released) => parts.released.push(released),
    clock: () => parts.nowMs,
    runId,
    log: { info: () => {}, error: () => {}, warn: (text) => parts.warnings.push(text) },
  });
  return { ...parts, parts, context };
}
