import type { LivePicture } from '../pitch/live-picture.ts';
import type { Transport } from '../player/engine/transport.ts';
import type { HeardBlock } from './capture/heard-block.ts';
import { passAt, type TakePass } from './scoring/take-pass.ts';
import { type SingingSetting, TakeInProgress } from './take-in-progress.ts';

interface Run {
  readonly transport: Transport;
  readonly take: TakeInProgress;
}

/** Of a pass with fewer notes than this share of the one before, the one before is kept. */
const keptShare = 0.5;

/**
 * Follows a singer through the song. Each lap of a loop, and everything after a jump or a change of speed, is a
 * take of its own; the last one that is not just a fragment is the result.
 */
export class LiveSinging {
  readonly #transport: () => Transport;
  readonly #setting: SingingSetting;
  #current: Run | undefined;
  #before: Run | undefined;
  #picture: LivePicture | undefined;

  /** @param transport the player's newest. */
  constructor(transport: () => Transport, setting: SingingSetting) {
    this.#transport = transport;
    this.#setting = setting;
  }

  /** Changes its identity when something is heard. */
  get picture(): LivePicture | undefined {
    const take = this.#current?.take;
    if (!take) return undefined;
    const { startSeconds, log, verdicts, pass } = take;
    const { midi, hopSeconds } = log;
    const { offsetSemitones } = this.#setting;
    const { speed } = pass;
    this.#picture ??= { startSeconds, speed, hopSeconds, offsetSemitones, midi, verdicts };
    return this.#picture;
  }

  hear(block: HeardBlock): void {
    const delay = this.#setting.latencySeconds * this.#setting.rateHz;
    this.#takeAt(block.startFrame - delay)?.hearSound(block);
    for (const { sample, midi, rms } of block.pitches) {
      this.#takeAt(sample - delay)?.hearPitch(sample, midi, rms);
    }
    this.#current?.take.judge();
    this.#picture = undefined;
  }

  /** The take that counts; `undefined` if no note has been heard. */
  get result(): TakeInProgress | undefined {
    const notes = (run: Run | undefined) => run?.take.verdicts.size ?? 0;
    const [current, before] = [notes(this.#current), notes(this.#before)];
    const run = current > 0 && current >= keptShare * before ? this.#current : this.#before;
    return notes(run) > 0 ? run?.take : undefined;
  }

  /** The take to which the sound of a frame belongs, of which a later one may have begun. */
  #takeAt(songFrame: number): TakeInProgress | undefined {
    const transport = this.#transport();
    const pass = passAt(transport, songFrame);
    if (!pass) return undefined;
    const runs = [this.#current, this.#before];
    const run = runs.find((each) => isSame(each, transport, pass));
    return run?.take ?? this.#begin(transport, pass);
  }

  #begin(transport: Transport, pass: TakePass): TakeInProgress {
    const kept = this.result;
    if (kept === this.#current?.take) this.#before = this.#current;
    const take = new TakeInProgress(pass, this.#setting);
    this.#current = { transport, take };
    return take;
  }
}

function isSame(run: Run | undefined, transport: Transport, pass: TakePass): boolean {
  return run?.transport === transport && run.take.pass.lap === pass.lap;
}
