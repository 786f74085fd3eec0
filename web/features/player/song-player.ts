import { type Clicks, noClicks } from './engine/click-track.ts';
import { frameAt } from './engine/frame-at.ts';
import { isCountingAt, positionAt, standing, type Transport } from './engine/transport.ts';
import { HeardClock } from './heard-clock.ts';
import type { SoundGraph } from './sound-graph.ts';
import { PieceKeeper } from './stems/piece-keeper.ts';
import type { StemSource } from './stems/stem-source.ts';
import { TransportHistory } from './transport-history.ts';

/** A stretch of the song, in seconds. */
export interface Loop {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** Clicks before the song starts; see {@link composeCountIn}. */
export interface CountInClicks {
  readonly leadSeconds: number;
  readonly clicks: readonly { readonly secondsBefore: number; readonly isDownbeat: boolean }[];
}

/** A player that is not used leaves the sound card alone after so long; a phone's battery thanks. */
const restMilliseconds = 20_000;

/** Time for an order to reach the audio thread. */
const leadSeconds = 0.02;

/**
 * Plays a song: turns wishes in seconds into transports on the audio clock, which everything that
 * sounds or shows is computed from.
 */
export class SongPlayer {
  readonly duration: number;
  private readonly graph: SoundGraph;
  private readonly keeper: PieceKeeper;
  private readonly history: TransportHistory;
  private readonly heard: HeardClock;
  private readonly rate: number;
  private readonly end: number;
  private currentSpeed = 1;
  private currentLoop: Loop | undefined;
  /** Counts orders, so that one which waits for its sound knows whether it was overtaken. */
  private orders = 0;
  private wantsToPlay = false;
  private rest: ReturnType<typeof setTimeout> | undefined;

  constructor(graph: SoundGraph, stems: readonly StemSource[]) {
    this.graph = graph;
    this.rate = graph.context.sampleRate;
    this.end = Math.max(0, ...stems.map(({ frames }) => frames));
    this.duration = this.end / this.rate;
    this.history = new TransportHistory(this.end);
    this.heard = new HeardClock(graph.context);
    this.keeper = new PieceKeeper(stems, (command, transfer) => graph.send(command, transfer));
    void this.ready(0).catch(() => undefined);
  }

  /** Whether the song plays, or is about to as soon as its sound is there. */
  get isPlaying(): boolean {
    return this.wantsToPlay;
  }

  /** Seconds into the song of what is heard now. */
  get position(): number {
    return this.history.positionAt(this.heardFrame()) / this.rate;
  }

  /** Where the newest order leads, though it may not be heard yet. */
  get target(): number {
    const { newest } = this.history;
    return newest.atFrame > this.heardFrame() ? newest.audibleFrom / this.rate : this.position;
  }

  async play(countIn?: CountInClicks): Promise<void> {
    if (this.wantsToPlay) return;
    this.wantsToPlay = true;
    clearTimeout(this.rest);
    const order = this.nextOrder();
    await this.graph.context.resume();
    const from = this.target >= this.duration ? 0 : this.target;
    await this.ready(from * this.rate);
    if (order === this.orders) this.go(from, countIn);
  }

  pause(): void {
    this.nextOrder();
    this.wantsToPlay = false;
    this.stand(this.position);
    clearTimeout(this.rest);
    this.rest = setTimeout(() => void this.graph.context.suspend(), restMilliseconds);
  }

  /** Goes to another place; plays on from there when it plays. */
  async seek(seconds: number): Promise<void> {
    const order = this.nextOrder();
    const to = Math.min(this.duration, Math.max(0, seconds));
    // Also before the first sound of a song that is about to play: its place is shown at once.
    if (this.history.newest.speed === 0) this.stand(to);
    await this.ready(to * this.rate);
    if (this.wantsToPlay && order === this.orders) this.go(to);
  }

  /** @param speed 0.5 to 1.5; the pitch stays. */
  setSpeed(speed: number): void {
    this.currentSpeed = speed;
    this.rejoin();
  }

  /** Repeats a stretch of the song, or nothing. */
  setLoop(loop: Loop | undefined): void {
    this.currentLoop = loop;
    this.rejoin();
  }

  close(): void {
    this.nextOrder();
    clearTimeout(this.rest);
    this.keeper.close();
    this.graph.close();
  }

  /** Decodes what comes next. */
  lookAhead(): void {
    void this.ready(positionAt(this.history.newest, this.orderFrame())).catch(() => undefined);
  }

  private nextOrder(): number {
    this.orders += 1;
    return this.orders;
  }

  private ready(frame: number): Promise<void> {
    const { currentLoop: loop } = this;
    return this.keeper.moveTo(frame, loop && loop.startSeconds * this.rate);
  }

  private heardFrame(): number {
    return this.heard.read(performance.now()) * this.rate;
  }

  private orderFrame(): number {
    return Math.ceil((this.graph.context.currentTime + leadSeconds) * this.rate);
  }

  private stand(seconds: number): void {
    // At once: what has been ordered is cut off as soon as the audio thread hears of it.
    this.order(standing(frameAt(seconds, this.rate), this.end));
  }

  private go(seconds: number, countIn?: CountInClicks): void {
    const audibleFrom = frameAt(seconds, this.rate);
    const position = audibleFrom - Math.round((countIn?.leadSeconds ?? 0) * this.rate);
    const order = { ...this.moving(position), audibleFrom };
    this.order(order, countIn && this.clicksOf(countIn, audibleFrom));
  }

  /** Goes on in the same place under changed conditions. */
  private rejoin(): void {
    const { newest } = this.history;
    if (newest.speed === 0) return;
    const at = Math.max(this.orderFrame(), newest.atFrame);
    const position = positionAt(newest, at);
    const moved = { ...this.moving(Math.round(position)), atFrame: at };
    // A count-in that is under way is cut short: its clicks were meant for other conditions.
    if (isCountingAt(newest, at)) this.go(newest.audibleFrom / this.rate);
    else this.order({ ...moved, audibleFrom: moved.position });
  }

  private moving(position: number): Transport {
    const { currentLoop: loop, rate } = this;
    const frames = loop && {
      start: frameAt(loop.startSeconds, rate),
      end: frameAt(loop.endSeconds, rate),
    };
    return {
      atFrame: this.orderFrame(),
      position,
      speed: this.currentSpeed,
      audibleFrom: position,
      end: this.end,
      ...(frames ? { loop: frames } : {}),
    };
  }

  private clicksOf({ clicks }: CountInClicks, audibleFrom: number): Clicks {
    return {
      positions: Float64Array.from(clicks, ({ secondsBefore }) =>
        Math.round(audibleFrom - secondsBefore * this.rate),
      ),
      accents: Uint8Array.from(clicks, ({ isDownbeat }) => Number(isDownbeat)),
    };
  }

  private order(transport: Transport, countIn: Clicks = noClicks): void {
    this.history.push(transport, this.heardFrame());
    this.graph.send({ type: 'transport', transport, countIn });
  }
}
