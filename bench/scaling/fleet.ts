import { MachinePark } from './machine-park.ts';
import { Random } from './random.ts';
import type { WorkerKind } from './worker-kind.ts';

export interface Worker {
  readonly fleet: Fleet;
  startSeconds: number;
  /** When ECS knew its machine. */
  machineRegisteredSeconds: number;
  /** Infinity while the account's quota leaves no room for it. */
  paidFromSeconds: number;
  readonly dollarsPerHour: number;
  /** The songs that it has, with the seconds of work on each. */
  readonly songs: Map<number, number>;
  state: 'pending' | 'running' | 'stopped';
  /** `outdated`: a deployment will replace it. `leaving`: it takes no song any more, and stops with its last. */
  version: 'current' | 'outdated' | 'leaving';
  idleSinceSeconds: number;
}

/** What all workers of a kind did and cost. */
export interface FleetTotals {
  started: number;
  paidSeconds: number;
  dollars: number;
  /** Paid for workers that ran without a song, and for machines without a worker. */
  idleDollars: number;
  /** Seconds of work on songs that were finished, divided by the songs that a worker has at once. */
  workSeconds: number;
  /** The longest time from the last song of the fleet to its last worker. */
  quietSeconds: number;
  songs: number;
  peak: number;
}

/** The totals before the first worker starts. */
export const noTotals: Readonly<FleetTotals> = {
  started: 0,
  paidSeconds: 0,
  dollars: 0,
  idleDollars: 0,
  workSeconds: 0,
  quietSeconds: 0,
  songs: 0,
  peak: 0,
};

/** All workers of one kind: an ECS service. */
export class Fleet {
  readonly kind: WorkerKind;
  readonly totals: FleetTotals = { ...noTotals };
  desired = 0;
  running = 0;
  busy = 0;
  inFlight = 0;
  /** Running workers that a deployment replaces, and those that it has replaced. */
  outdated = 0;
  leaving = 0;
  readonly #random: Random;
  readonly #startRandom: Random;
  readonly #pending: Worker[] = [];
  readonly #workers = new Set<Worker>();
  /** One entry for each song that a worker could take now; entries of stopped workers are stale. */
  readonly #openSlots: Worker[] = [];
  #lastSongSeconds = 0;
  /** Machines without a worker, where the scaler ends them. */
  readonly #park: MachinePark | undefined;

  constructor(kind: WorkerKind, seed: number) {
    this.kind = kind;
    this.#park = kind.machines && new MachinePark(kind.machines);
    this.#random = new Random(seed);
    this.#startRandom = new Random(seed + 1);
  }

  get pending(): number {
    return this.#pending.length;
  }

  get workers(): ReadonlySet<Worker> {
    return this.#workers;
  }

  /** What ECS does when the desired number changes, and whenever a worker has ended its songs. */
  resize(desired: number, nowSeconds: number): void {
    this.desired = desired;
    while (this.#spare < 0) this.#ask(nowSeconds);
    for (let worker = this.#removable(); worker; worker = this.#removable()) {
      this.stop(worker, nowSeconds);
    }
    this.#replace(nowSeconds);
  }

  #ask(nowSeconds: number): void {
    const { dollarsPerHour, otherDollarsPerHour, otherShare, start } = this.kind;
    const worker: Worker = {
      fleet: this,
      startSeconds: this.#startRandom.spread(start),
      paidFromSeconds: Number.POSITIVE_INFINITY,
      machineRegisteredSeconds: Number.POSITIVE_INFINITY,
      dollarsPerHour:
        this.#startRandom.fraction() < otherShare ? otherDollarsPerHour : dollarsPerHour,
      songs: new Map(),
      state: 'pending',
      version: 'current',
      idleSinceSeconds: nowSeconds,
    };
    if (this.running + this.pending === 0) this.#lastSongSeconds = nowSeconds;
    this.#pending.push(worker);
    this.#workers.add(worker);
    this.totals.peak = Math.max(this.totals.peak, this.#workers.size);
  }

  start(worker: Worker, nowSeconds: number): void {
    this.#pending.splice(this.#pending.indexOf(worker), 1);
    worker.state = 'running';
    worker.idleSinceSeconds = nowSeconds;
    this.running += 1;
    this.totals.started += 1;
    this.#replace(nowSeconds);
    for (let slot = 0; slot < this.kind.songsAtOnce; slot++) this.#openSlots.push(worker);
  }

  get openSlots(): number {
    return this.running * this.kind.songsAtOnce - this.inFlight;
  }

  /** A random worker that can take a song; `undefined` when there is none. */
  takeSlot(): Worker | undefined {
    const slots = this.#openSlots;
    while (slots.length > 0) {
      const index = this.#random.index(slots.length);
      const worker = slots[index];
      const last = slots.pop();
      if (index < slots.length && last !== undefined) slots[index] = last;
      if (worker?.state === 'running' && worker.version !== 'leaving') return worker;
    }
    return undefined;
  }

  begin(worker: Worker, song: number, workSeconds: number, nowSeconds: number): void {
    if (worker.songs.size === 0) {
      this.busy += 1;
      this.#payIdle(worker, nowSeconds);
    }
    worker.songs.set(song, workSeconds);
    this.inFlight += 1;
  }

  end(worker: Worker, song: number, nowSeconds: number): void {
    worker.songs.delete(song);
    this.inFlight -= 1;
    this.#lastSongSeconds = nowSeconds;
    this.#openSlots.push(worker);
    if (worker.songs.size > 0) return;
    this.busy -= 1;
    worker.idleSinceSeconds = nowSeconds;
    if (worker.version === 'leaving') this.stop(worker, nowSeconds);
  }

  /** Ends a worker at once. Its songs are the caller's. */
  stop(worker: Worker, nowSeconds: number): void {
    const { kind } = this;
    if (worker.state === 'pending') {
      this.#pending.splice(this.#pending.indexOf(worker), 1);
    } else {
      this.running -= 1;
      if (worker.songs.size > 0) this.busy -= 1;
      else this.#payIdle(worker, nowSeconds);
      this.inFlight -= worker.songs.size;
    }
    if (worker.version !== 'current') this[worker.version] -= 1;
    worker.state = 'stopped';
    this.#workers.delete(worker);
    if (worker.paidFromSeconds <= nowSeconds) {
      this.#pay(nowSeconds - worker.paidFromSeconds, worker.dollarsPerHour);
      this.#leaveMachine(worker, nowSeconds);
    }
    this.#noteQuiet(nowSeconds + kind.releaseSeconds);
  }

  #leaveMachine(worker: Worker, nowSeconds: number): void {
    const { dollarsPerHour, machineRegisteredSeconds: registeredAtSeconds } = worker;
    if (this.#park) this.#park.add({ dollarsPerHour, registeredAtSeconds }, nowSeconds);
    else this.#payEmpty(this.kind.releaseSeconds, dollarsPerHour);
  }

  /** Machines without a worker. */
  get emptyMachines(): number {
    return this.#park?.size ?? 0;
  }

  /** What the scaler does to machines without a worker. */
  releaseMachines(nowSeconds: number): void {
    const unplaced = this.placeable(Number.POSITIVE_INFINITY, nowSeconds).length;
    const workers = { wanted: this.desired, running: this.running, unplaced };
    for (const ended of this.#park?.release(workers, nowSeconds) ?? []) {
      this.#payEmpty(ended.paidSeconds, ended.dollarsPerHour);
      this.#noteQuiet(ended.goneAtSeconds);
    }
  }

  /** Gives a pending worker a machine: one without a worker if there is one, else a new one. */
  place(worker: Worker, nowSeconds: number): void {
    const { machines } = this.kind;
    const machine = this.#park?.take(nowSeconds);
    worker.paidFromSeconds = nowSeconds;
    worker.machineRegisteredSeconds =
      machine?.registeredAtSeconds ?? nowSeconds + (machines?.registerSeconds ?? 0);
    if (!machine || !machines) return;
    worker.startSeconds = machines.restartSeconds;
    this.#payEmpty(nowSeconds - machine.paidFromSeconds, machine.dollarsPerHour);
  }

  #pay(paidSeconds: number, dollarsPerHour: number): void {
    this.totals.paidSeconds += paidSeconds;
    this.totals.dollars += (paidSeconds / 3600) * dollarsPerHour;
  }

  #payEmpty(paidSeconds: number, dollarsPerHour: number): void {
    this.#pay(paidSeconds, dollarsPerHour);
    this.totals.idleDollars += (paidSeconds / 3600) * dollarsPerHour;
  }

  /** Notes how long the last machine outlived the last song, if nothing is left. */
  #noteQuiet(goneAtSeconds: number): void {
    const { totals } = this;
    if (this.#workers.size + this.emptyMachines > 0 || totals.songs === 0) return;
    totals.quietSeconds = Math.max(totals.quietSeconds, goneAtSeconds - this.#lastSongSeconds);
  }

  /** How many workers there are more than wanted; negative: fewer. Those of a deployment do not count. */
  get #spare(): number {
    return this.#workers.size - this.outdated - this.leaving - this.desired;
  }

  /** Pending workers that the quota has room for. */
  placeable(quota: number, nowSeconds: number): readonly Worker[] {
    const unplaced = this.#pending.filter(
      ({ paidFromSeconds }) => !Number.isFinite(paidFromSeconds),
    );
    const placed = this.#workers.size - unplaced.length;
    const reusable = this.#park?.countUsable(nowSeconds) ?? 0;
    const room = quota - placed - this.emptyMachines + reusable;
    return unplaced.slice(0, Math.max(0, room));
  }

  /** Marks all that run as outdated. */
  deploy(): void {
    for (const worker of this.#workers) {
      if (worker.state !== 'running' || worker.version !== 'current') continue;
      worker.version = 'outdated';
      this.outdated += 1;
    }
  }

  /** Lets outdated workers go for which a new one runs. */
  #replace(nowSeconds: number): void {
    if (this.outdated === 0) return;
    for (const worker of this.#workers) {
      if (this.running - this.leaving <= this.desired || this.outdated === 0) return;
      if (worker.version !== 'outdated') continue;
      this.outdated -= 1;
      this.leaving += 1;
      worker.version = 'leaving';
      if (worker.songs.size === 0) this.stop(worker, nowSeconds);
    }
  }

  /** The worker that ECS removes next: the newest that does not run yet, else one without songs. */
  #removable(): Worker | undefined {
    if (this.#spare <= 0) return undefined;
    const pending = this.#pending.at(-1);
    if (pending) return pending;
    if (this.running === this.busy) return undefined;
    for (const worker of this.#workers) {
      if (worker.songs.size === 0 && worker.version === 'current') return worker;
    }
    return undefined;
  }

  #payIdle(worker: Worker, nowSeconds: number): void {
    const idleSeconds = nowSeconds - worker.idleSinceSeconds;
    this.totals.idleDollars += (idleSeconds / 3600) * worker.dollarsPerHour;
  }
}
