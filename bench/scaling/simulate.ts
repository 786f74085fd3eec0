import { EventQueue } from './event-queue.ts';
import { Fleet, type Worker } from './fleet.ts';
import type { Observation, Policy } from './policy.ts';
import { Random } from './random.ts';
import type { Scenario } from './scenarios.ts';
import type { Run } from './simulation-run.ts';
import { SongQueue } from './song-queue.ts';
import { type Kinds, typicalSongSeconds } from './worker-kind.ts';

type Event =
  | { readonly kind: 'minute' | 'decision' | 'deployment' }
  | { readonly kind: 'start' | 'interruption' | 'crash'; readonly worker: Worker }
  | { readonly kind: 'end'; readonly worker: Worker; readonly song: number }
  | { readonly kind: 'delivery'; readonly song: number };

const minute = 60;
/** A Lambda function needs this long from the upload to its decision. */
const decisionDelaySeconds = 2;
/** Uploads that follow each other share a decision. */
const decisionEverySeconds = 10;
/** A crashed worker's song is delivered again when its lease is over. */
const leaseSeconds = 60;
/** With the next crash a song fails. */
const maxCrashes = 5;
/** The simulation ends this long after the last upload. */
const patienceSeconds = 12 * 3600;
const songLength = { median: typicalSongSeconds, p95: 330 };
/** Two songs of the same length differ by this. */
const workSpread = { median: 1, p95: 1.2 };

/** Runs a scenario under a policy, event by event. The same seed gives the same run. */
export function simulate(scenario: Scenario, kinds: Kinds, policy: Policy, seed: number): Run {
  return new Simulation(scenario, kinds, policy, seed).run();
}

class Simulation {
  readonly #scenario: Scenario;
  readonly #policy: Policy;
  readonly #random: Random;
  readonly #events = new EventQueue<Event>();
  readonly #cpu: Fleet;
  readonly #gpu: Fleet;
  readonly #uploads: Float64Array;
  readonly #work: Float64Array;
  readonly #waits: Float64Array;
  readonly #crashes = new Map<number, number>();
  readonly #waiting = new SongQueue();
  readonly #samples: Observation[] = [];
  #uploaded = 0;
  #uploadedBefore = 0;
  #finished = 0;
  #lost = 0;
  #nowSeconds = 0;
  #lastFinishSeconds = Number.NaN;
  #decisionSeconds = Number.NEGATIVE_INFINITY;

  constructor(scenario: Scenario, kinds: Kinds, policy: Policy, seed: number) {
    this.#scenario = scenario;
    this.#policy = policy;
    this.#random = new Random(seed);
    this.#uploads = scenario.uploads(new Random(seed + 1));
    const songs = new Random(seed + 2);
    this.#work = this.#uploads.map(
      () =>
        (Math.min(900, songs.spread(songLength)) / typicalSongSeconds) * songs.spread(workSpread),
    );
    this.#waits = new Float64Array(this.#uploads.length).fill(Number.NaN);
    this.#cpu = new Fleet(kinds.cpu, seed + 3);
    this.#gpu = new Fleet(kinds.gpu, seed + 5);
  }

  run(): Run {
    const lastUpload = this.#uploads.at(-1) ?? 0;
    this.#events.add(0, { kind: 'minute' });
    for (const at of this.#scenario.deploymentsAtSeconds) {
      this.#events.add(at, { kind: 'deployment' });
    }
    while (!this.#isOver() && this.#nowSeconds < lastUpload + patienceSeconds) this.#step();
    const workers = [...this.#cpu.workers, ...this.#gpu.workers];
    const leftRunning = workers.filter(({ state }) => state === 'running').length;
    for (const worker of workers) worker.fleet.stop(worker, this.#nowSeconds);
    return {
      waitSeconds: this.#waits,
      lost: this.#uploads.length - this.#finished,
      drainSeconds: this.#lastFinishSeconds - (this.#uploads[0] ?? 0),
      leftRunning,
      cpu: this.#cpu.totals,
      gpu: this.#gpu.totals,
      samples: this.#samples,
    };
  }

  #isOver(): boolean {
    const isDone = this.#finished + this.#lost === this.#uploads.length;
    const machines = this.#gpu.emptyMachines + this.#gpu.workers.size;
    return isDone && this.#cpu.workers.size + machines === 0;
  }

  #step(): void {
    const uploadSeconds = this.#uploads[this.#uploaded] ?? Number.POSITIVE_INFINITY;
    this.#nowSeconds = Math.min(uploadSeconds, this.#events.nextSeconds);
    if (uploadSeconds <= this.#events.nextSeconds) {
      this.#deliver(this.#uploaded++);
      if (this.#policy.followsUploads) this.#askForDecision();
      return;
    }
    const event = this.#events.take();
    if (event) this.#handle(event);
  }

  #handle(event: Event): void {
    switch (event.kind) {
      case 'minute':
        this.#everyMinute();
        break;
      case 'decision':
        this.#decide();
        break;
      case 'deployment':
        this.#deploy();
        break;
      case 'start':
        this.#start(event.worker);
        break;
      case 'interruption':
        this.#breakOff(event.worker, 0);
        break;
      case 'crash':
        this.#breakOff(event.worker, leaseSeconds);
        break;
      case 'end':
        this.#end(event.worker, event.song);
        break;
      case 'delivery':
        this.#deliver(event.song);
    }
  }

  #askForDecision(): void {
    const at = Math.max(
      this.#nowSeconds + decisionDelaySeconds,
      this.#decisionSeconds + decisionEverySeconds,
    );
    if (this.#decisionSeconds > this.#nowSeconds) return;
    this.#decisionSeconds = at;
    this.#events.add(at, { kind: 'decision' });
  }

  #everyMinute(): void {
    this.#samples.push(this.#observe());
    this.#decide();
    this.#uploadedBefore = this.#uploaded;
    this.#events.add(this.#nowSeconds + minute, { kind: 'minute' });
  }

  #observe(): Observation {
    const counts = ({ desired, running, pending, busy, inFlight }: Fleet) => {
      return { desired, running, pending, busy, inFlight };
    };
    return {
      atSeconds: this.#nowSeconds,
      waiting: this.#waiting.length,
      inFlight: this.#cpu.inFlight + this.#gpu.inFlight,
      uploadsInLastMinute: this.#uploaded - this.#uploadedBefore,
      uploaded: this.#uploaded,
      songsLeft: this.#uploads.length - this.#finished - this.#lost,
      cpu: counts(this.#cpu),
      gpu: counts(this.#gpu),
    };
  }

  #decide(): void {
    const { apiErrorShare, staleShare } = this.#scenario;
    if (this.#random.fraction() < apiErrorShare) return;
    const isStale = this.#random.fraction() < staleShare;
    const targets = this.#policy.decide(isStale ? this.#observeLate() : this.#observe());
    this.#resize(this.#cpu, targets.cpu);
    this.#resize(this.#gpu, targets.gpu);
    this.#gpu.releaseMachines(this.#nowSeconds);
  }

  /** The counts of the minute before, but the desired numbers of now: those are ours. */
  #observeLate(): Observation {
    const now = this.#observe();
    const late = this.#samples.at(-2) ?? now;
    return {
      ...late,
      atSeconds: now.atSeconds,
      cpu: { ...late.cpu, desired: now.cpu.desired },
      gpu: { ...late.gpu, desired: now.gpu.desired },
    };
  }

  #resize(fleet: Fleet, desired: number): void {
    fleet.resize(desired, this.#nowSeconds);
    this.#place(fleet);
  }

  /** Starts the pending workers that the quota has room for. */
  #place(fleet: Fleet): void {
    const quota = fleet === this.#cpu ? this.#scenario.cpuQuota : this.#scenario.gpuQuota;
    for (const worker of fleet.placeable(quota, this.#nowSeconds)) {
      fleet.place(worker, this.#nowSeconds);
      this.#events.add(this.#nowSeconds + worker.startSeconds, { kind: 'start', worker });
    }
  }

  #start(worker: Worker): void {
    if (worker.state !== 'pending') return;
    const { fleet } = worker;
    fleet.start(worker, this.#nowSeconds);
    const hours = 1 / 3600;
    for (const [kind, rate] of [
      ['interruption', fleet.kind.interruptionsPerHour],
      ['crash', fleet.kind.crashesPerHour],
    ] as const) {
      const at = this.#nowSeconds + this.#random.exponential(rate * hours);
      if (Number.isFinite(at)) this.#events.add(at, { kind, worker });
    }
    this.#assign();
  }

  /** Songs go to the worker that asks next: a random one of those that have room. */
  #assign(): void {
    while (this.#waiting.length > 0) {
      const [cpuSlots, gpuSlots] = [this.#cpu.openSlots, this.#gpu.openSlots];
      const isCpu = this.#random.index(cpuSlots + gpuSlots) < cpuSlots;
      const [first, second] = isCpu ? [this.#cpu, this.#gpu] : [this.#gpu, this.#cpu];
      const worker = first.takeSlot() ?? second.takeSlot();
      const song = worker && this.#waiting.take();
      if (worker === undefined || song === undefined) return;
      this.#begin(worker, song);
    }
  }

  #begin(worker: Worker, song: number): void {
    const { fleet } = worker;
    this.#waits[song] = this.#nowSeconds - (this.#uploads[song] ?? 0);
    const { songSeconds, songsAtOnce } = fleet.kind;
    const workSeconds = songSeconds * (this.#work[song] ?? 0);
    const at = this.#nowSeconds + workSeconds * songsAtOnce;
    this.#events.add(at, { kind: 'end', worker, song });
    fleet.begin(worker, song, workSeconds, this.#nowSeconds);
  }

  #end(worker: Worker, song: number): void {
    const workSeconds = worker.songs.get(song);
    if (workSeconds === undefined) return;
    const { fleet } = worker;
    fleet.end(worker, song, this.#nowSeconds);
    fleet.totals.workSeconds += workSeconds;
    fleet.totals.songs += 1;
    this.#finished += 1;
    this.#lastFinishSeconds = this.#nowSeconds;
    this.#assign();
    if (worker.songs.size === 0) this.#resize(fleet, fleet.desired);
  }

  /** The worker stops at once, and its songs go back to the queue after a while. */
  #breakOff(worker: Worker, delaySeconds: number): void {
    if (worker.state !== 'running') return;
    const songs = [...worker.songs.keys()];
    const { fleet } = worker;
    fleet.stop(worker, this.#nowSeconds);
    worker.songs.clear();
    for (const song of songs) {
      const crashes = (this.#crashes.get(song) ?? 0) + (delaySeconds > 0 ? 1 : 0);
      this.#crashes.set(song, crashes);
      if (crashes >= maxCrashes) this.#lost += 1;
      else this.#events.add(this.#nowSeconds + delaySeconds, { kind: 'delivery', song });
    }
    this.#resize(fleet, fleet.desired);
  }

  #deliver(song: number): void {
    this.#waiting.add(song);
    this.#assign();
  }

  /** ECS starts a new task for each that runs, and removes an old one for each that has started. */
  #deploy(): void {
    const { gpuAfterDeployment } = this.#policy;
    if (gpuAfterDeployment !== undefined) this.#resize(this.#gpu, gpuAfterDeployment);
    for (const fleet of [this.#cpu, this.#gpu]) {
      fleet.deploy();
      this.#resize(fleet, fleet.desired);
    }
  }
}
