import type { ReferenceNote } from '@my-pitch/shared/scoring/reference-notes';
import type { HeardBlock } from './capture/heard-block.ts';
import { SoundLog } from './capture/sound-log.ts';
import { bleedGainOf, restsOf, withoutBleed } from './scoring/bleed-gate.ts';
import { judgeLiveNote, type LiveTake, type LiveVerdict } from './scoring/score-live-take.ts';
import { SungLog } from './scoring/sung-log.ts';
import type { TakePass } from './scoring/take-pass.ts';
import { frameHopSeconds } from './tracker/live-tracker.ts';

/** What is known before anything is sung. */
export interface SingingSetting {
  readonly reference: readonly ReferenceNote[];
  /** The song's sample rate and that of its audio clock. */
  readonly rateHz: number;
  readonly soundRateHz: number;
  /** From the moment at which sound is played to the moment at which it is heard in the microphone. */
  readonly latencySeconds: number;
  readonly keyShiftSemitones: number;
  /** From the written notes to what is to be sung: tuning of the original and key of the playback. */
  readonly offsetSemitones: number;
}

/** A note is judged this long after its end, so that late ends count. */
const judgedAfterSeconds = 0.12;

/** One pass through the song: what was heard, and the notes that were judged. */
export class TakeInProgress {
  readonly pass: TakePass;
  readonly sound = new SoundLog();
  readonly log = new SungLog(frameHopSeconds);
  readonly verdicts = new Map<number, LiveVerdict>();
  readonly #setting: SingingSetting;
  /** The frame of the audio clock at which the take's first sound is heard. */
  readonly #origin: number;
  #nextNote: number;

  constructor(pass: TakePass, setting: SingingSetting) {
    this.pass = pass;
    this.#setting = setting;
    this.#origin = pass.startFrame + setting.latencySeconds * setting.rateHz;
    const first = setting.reference.findIndex(
      ({ startSeconds }) => startSeconds >= this.startSeconds - 0.02,
    );
    this.#nextNote = first === -1 ? setting.reference.length : first;
  }

  /** Where in the song it begins. */
  get startSeconds(): number {
    return this.pass.startPosition / this.#setting.rateHz;
  }

  /** How much has been heard. */
  get seconds(): number {
    return this.log.midi.length * this.log.hopSeconds;
  }

  hearPitch(sample: number, midi: number, rms: number): void {
    this.log.addFrame((sample - this.#origin) / this.#setting.rateHz, midi, rms);
  }

  /** Adds the sound of a block, and the loudness of the playback meanwhile. */
  hearSound({ startFrame, samples, playbackRms }: HeardBlock): void {
    const { rateHz, soundRateHz } = this.#setting;
    this.log.addPlayback((startFrame - this.pass.startFrame) / rateHz, playbackRms);
    const at = Math.round(((startFrame - this.#origin) / rateHz) * soundRateHz);
    if (at < 0) this.sound.add(samples.subarray(Math.min(samples.length, -at)));
    else if (this.sound.samples > 0) this.sound.add(samples);
    else {
      this.sound.add(new Float32Array(at));
      this.sound.add(samples);
    }
  }

  /** The take so far, without the accompaniment's bleed. */
  get liveTake(): LiveTake {
    const { reference, keyShiftSemitones } = this.#setting;
    const [{ startSeconds, seconds }, { speed }] = [this, this.pass];
    const inTake = (songSeconds: number) => (songSeconds - startSeconds) / speed;
    const notes = reference
      .filter((note) => note.endSeconds > startSeconds)
      .map((note) => ({
        startSeconds: inTake(note.startSeconds),
        endSeconds: inTake(note.endSeconds),
      }))
      .filter((note) => note.startSeconds < seconds);
    const midi = withoutBleed(this.log, bleedGainOf(this.log, restsOf(notes, seconds)));
    const curve = { hopSeconds: this.log.hopSeconds, midi };
    const endSeconds = startSeconds + seconds * speed;
    return { reference, curve, startSeconds, endSeconds, speed, keyShiftSemitones };
  }

  /** Judges the notes that have been heard to their end. */
  judge(): void {
    const isHeard = () => {
      const note = this.#setting.reference[this.#nextNote];
      const end = note && (note.endSeconds - this.startSeconds) / this.pass.speed;
      return end !== undefined && end + judgedAfterSeconds <= this.seconds;
    };
    if (!isHeard()) return;
    const take = this.liveTake;
    for (; isHeard(); this.#nextNote++) {
      this.verdicts.set(this.#nextNote, judgeLiveNote(take, this.#nextNote));
    }
  }
}
