import { type Clicks, noClicks } from './engine/click-track.ts';
import type { EngineCommand } from './engine/commands.ts';
import { frameAt } from './engine/frame-at.ts';
import { isCountingInAt, pausedAt, positionAt, type Transport } from './engine/transport.ts';
import { HeardClock, type OutputClock } from './heard-clock.ts';
import { ratioOfKeyShift } from './key-shift.ts';
import { PieceCache } from './stems/piece-cache.ts';
import type { StemSource } from './stems/stem-source.ts';
import { TransportHistory } from './transport-history.ts';

/** A section of the song that repeats, in seconds. */
export interface Loop {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** Clicks before the song starts; see {@link composeCountIn}. */
export interface CountInClicks {
  readonly leadSeconds: number;
  readonly clicks: readonly { readonly secondsBefore: number; readonly isDownbeat: boolean }[];
}

/** The sound output that {@link SongPlayer} drives; {@link SoundGraph} in the page. */
export interface PlayerOutput {
  readonly context: OutputClock & Pick<AudioContext, 'sampleRate' | 'resume' | 'suspend'>;
  send(command: EngineCommand, transfer?: Transferable[]): void;
  close(): void;
}

/** After a pause of this length the sound card is released, which saves battery on phones. */
const suspendAfterMs = 20_000;

/** Transports are scheduled this far ahead, so that they reach the audio thread in time. */
const scheduleAheadSeconds = 0.02;

/**
 * Plays a song. Translates requests in seconds into transports on the audio clock, from which all
 * sound and the shown position are computed.
 */
export class SongPlayer {
  readonly duration: number;
  readonly #output: PlayerOutput;
  readonly #pieces: PieceCache;
  readonly #history: TransportHistory;
  readonly #heard: HeardClock;
  readonly #rateHz: number;
  readonly #end: number;
  #speed = 1;
  #loop: Loop | undefined;
  /** Number of the newest request. One that waited for its sound is dropped if a newer one exists. */
  #newestRequest = 0;
  #isPlaying = false;
  #suspendTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(output: PlayerOutput, stems: readonly StemSource[]) {
    this.#output = output;
    this.#rateHz = output.context.sampleRate;
    this.#end = Math.max(0, ...stems.map(({ frames }) => frames));
    this.duration = this.#end / this.#rateHz;
    this.#history = new TransportHistory(this.#end);
    this.#heard = new HeardClock(output.context);
    this.#pieces = new PieceCache(stems, (command, transfer) => output.send(command, transfer));
    this.#decode(0).catch(() => undefined);
  }

  /** Whether the song plays, or will as soon as its sound is decoded. */
  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  /** The position that is audible now, in seconds of the song. */
  get position(): number {
    return this.#history.positionAt(this.#heardFrame()) / this.#rateHz;
  }

  /** The position that the newest request leads to, audible yet or not, in seconds of the song. */
  get target(): number {
    const { newest } = this.#history;
    return newest.atFrame > this.#heardFrame() ? newest.audibleFrom / this.#rateHz : this.position;
  }

  /** The newest transport, for what has to know the position at any frame of the audio clock. */
  get transport(): Transport {
    return this.#history.newest;
  }

  /** Plays from the target position; from the start when the song has ended. */
  async play(countIn?: CountInClicks): Promise<void> {
    if (this.#isPlaying) return;
    this.#isPlaying = true;
    clearTimeout(this.#suspendTimer);
    const request = this.#nextRequest();
    await this.#output.context.resume();
    const from = this.target >= this.duration ? 0 : this.target;
    await this.#decode(from * this.#rateHz);
    if (request === this.#newestRequest) this.#startAt(from, countIn);
  }

  pause(): void {
    this.#nextRequest();
    this.#isPlaying = false;
    this.#holdAt(this.position);
    clearTimeout(this.#suspendTimer);
    this.#suspendTimer = setTimeout(() => void this.#output.context.suspend(), suspendAfterMs);
  }

  /** Moves to another position, and plays on from there if the song plays. */
  async seek(seconds: number): Promise<void> {
    const request = this.#nextRequest();
    const to = Math.min(this.duration, Math.max(0, seconds));
    // Before the first sound too: the page shows the new position at once.
    if (this.#history.newest.speed === 0) this.#holdAt(to);
    await this.#decode(to * this.#rateHz);
    if (this.#isPlaying && request === this.#newestRequest) this.#startAt(to);
  }

  /** @param speed 0.5 to 1.5; the pitch does not change. */
  setSpeed(speed: number): void {
    this.#speed = speed;
    this.#reschedule();
  }

  /** Plays everything so many semitones higher than it was recorded. */
  setKeyShift(semitones: number): void {
    this.#output.send({ type: 'key', ratio: ratioOfKeyShift(semitones) });
  }

  /** Repeats a section of the song; `undefined` for none. */
  setLoop(loop: Loop | undefined): void {
    this.#loop = loop;
    this.#reschedule();
  }

  close(): void {
    this.#nextRequest();
    clearTimeout(this.#suspendTimer);
    this.#pieces.close();
    this.#output.close();
  }

  /** Decodes the sound that is played next. */
  prefetch(): void {
    this.#decode(positionAt(this.#history.newest, this.#scheduleFrame())).catch(() => undefined);
  }

  #nextRequest(): number {
    this.#newestRequest += 1;
    return this.#newestRequest;
  }

  #decode(frame: number): Promise<void> {
    return this.#pieces.moveTo(frame, this.#loop && this.#loop.startSeconds * this.#rateHz);
  }

  #heardFrame(): number {
    return this.#heard.read(performance.now()) * this.#rateHz;
  }

  #scheduleFrame(): number {
    return Math.ceil((this.#output.context.currentTime + scheduleAheadSeconds) * this.#rateHz);
  }

  #holdAt(seconds: number): void {
    // Clock frame 0: the audio thread stops as soon as it receives this.
    this.#schedule(pausedAt(frameAt(seconds, this.#rateHz), this.#end));
  }

  #startAt(seconds: number, countIn?: CountInClicks): void {
    const audibleFrom = frameAt(seconds, this.#rateHz);
    const position = audibleFrom - Math.round((countIn?.leadSeconds ?? 0) * this.#rateHz);
    const transport = { ...this.#transportFrom(position), audibleFrom };
    this.#schedule(transport, countIn && this.#clickFrames(countIn, audibleFrom));
  }

  /** Continues from the current position with the current speed and loop. */
  #reschedule(): void {
    const { newest } = this.#history;
    if (newest.speed === 0) return;
    const atFrame = Math.max(this.#scheduleFrame(), newest.atFrame);
    if (isCountingInAt(newest, atFrame)) {
      // The clicks were computed for the old speed, so the count-in ends here.
      this.#startAt(newest.audibleFrom / this.#rateHz);
      return;
    }
    const position = Math.round(positionAt(newest, atFrame));
    this.#schedule({ ...this.#transportFrom(position), atFrame });
  }

  #transportFrom(position: number): Transport {
    const loop = this.#loop && {
      start: frameAt(this.#loop.startSeconds, this.#rateHz),
      end: frameAt(this.#loop.endSeconds, this.#rateHz),
    };
    return {
      atFrame: this.#scheduleFrame(),
      position,
      speed: this.#speed,
      audibleFrom: position,
      end: this.#end,
      ...(loop ? { loop } : {}),
    };
  }

  #clickFrames({ clicks }: CountInClicks, audibleFrom: number): Clicks {
    return {
      positions: Float64Array.from(clicks, ({ secondsBefore }) =>
        Math.round(audibleFrom - secondsBefore * this.#rateHz),
      ),
      accents: Uint8Array.from(clicks, ({ isDownbeat }) => Number(isDownbeat)),
    };
  }

  #schedule(transport: Transport, countIn: Clicks = noClicks): void {
    this.#history.push(transport, this.#heardFrame());
    this.#output.send({ type: 'transport', transport, countIn });
  }
}
