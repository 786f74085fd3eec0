import { type Clicks, ClickTrack } from './click-track.ts';
import { type EngineCommand, type EngineOptions, outputsOf } from './commands.ts';
import { Deck } from './deck.ts';
import { PcmStore } from './pcm-store.ts';
import { type Melody, ScoreVoice } from './score-voice.ts';
import type { StereoBlock } from './sound-reader.ts';
import {
  framesToLoopEnd,
  isCountingInAt,
  lapsAt,
  pausedAt,
  positionAt,
  type Transport,
} from './transport.ts';

/** The audio thread renders this many frames per call (Web Audio API, render quantum). */
const quantumFrames = 128;

interface ScheduledTransport {
  readonly transport: Transport;
  readonly countIn: Clicks;
}

/**
 * Renders stems, metronome, count-in, melody and chords from one {@link Transport}. A transport that arrives
 * late is applied as of its own frame, so that the sound always matches the position that the page
 * computes from the same transport.
 */
export class Engine {
  readonly #store: PcmStore;
  readonly #deck: Deck;
  readonly #weights: Float32Array;
  readonly #metronome: ClickTrack;
  readonly #countIn: ClickTrack;
  readonly #voice: ScoreVoice;
  readonly #chords: ScoreVoice;
  readonly #stemCount: number;
  #transport: Transport = pausedAt(0, 0);
  #next: ScheduledTransport | undefined;
  #isSounding = false;

  constructor(sampleRateHz: number, { stemCount }: EngineOptions) {
    this.#stemCount = stemCount;
    this.#store = new PcmStore(stemCount);
    this.#weights = new Float32Array(stemCount).fill(1);
    this.#deck = new Deck(this.#store, this.#weights, sampleRateHz, quantumFrames);
    this.#metronome = new ClickTrack(sampleRateHz);
    this.#countIn = new ClickTrack(sampleRateHz);
    this.#voice = new ScoreVoice(sampleRateHz);
    this.#chords = new ScoreVoice(sampleRateHz);
  }

  /** Executes a command; a transport takes effect at its frame. */
  receive(command: EngineCommand, frame: number): void {
    switch (command.type) {
      case 'transport':
        this.#next = command;
        break;
      case 'piece':
        this.#store.put(command.stem, command.piece, command.channels);
        break;
      case 'drop':
        this.#store.drop(command.stem, command.piece);
        break;
      case 'metronome':
        this.#metronome.setClicks(command.clicks);
        break;
      case 'melody':
        this.#setNotes(this.#voice, command.melody, frame);
        break;
      case 'chords':
        this.#setNotes(this.#chords, command.chords, frame);
        break;
      case 'key':
        this.#deck.changeKey(positionAt(this.#transport, frame), command.ratio);
        this.#voice.setRatio(command.ratio);
        this.#chords.setRatio(command.ratio);
        break;
      case 'weights':
        this.#weights.set(command.weights);
    }
  }

  #setNotes(voice: ScoreVoice, notes: Melody, frame: number): void {
    voice.setMelody(notes);
    if (this.#isSounding) voice.startNoteAt(positionAt(this.#transport, frame));
  }

  /** The song position; `undefined` while paused. */
  positionIfPlaying(frame: number): number | undefined {
    return this.#transport.speed === 0 ? undefined : positionAt(this.#transport, frame);
  }

  /** Fills all outputs, beginning at a clock frame. */
  render(outputs: readonly (readonly Float32Array[])[], frame: number): void {
    const count = outputs[0]?.[0]?.length ?? 0;
    const stems = outputs.slice(0, this.#stemCount) as unknown as StereoBlock[];
    let done = 0;
    while (done < count) {
      const now = frame + done;
      if (this.#next && now >= this.#next.transport.atFrame) this.#apply(this.#next, now);
      const length = Math.min(count - done, this.#framesToChange(now));
      this.#renderPart(outputs, stems, done, length, now);
      this.#followTransport(now, now + length);
      done += length;
    }
  }

  #apply({ transport, countIn }: ScheduledTransport, now: number): void {
    const before = this.#transport;
    this.#next = undefined;
    this.#transport = transport;
    const position = positionAt(transport, now);
    const continues =
      this.#isSounding &&
      transport.speed > 0 &&
      !isCountingInAt(transport, now) &&
      Math.abs(positionAt(before, now) - position) < 1;
    if (continues) {
      this.#deck.changeSpeed(position, transport.speed);
      return;
    }
    this.#countIn.setClicks(countIn);
    this.#jump(now);
  }

  #jump(now: number): void {
    const transport = this.#transport;
    const position = positionAt(transport, now);
    this.#isSounding = transport.speed > 0 && !isCountingInAt(transport, now);
    this.#deck.jump(position, this.#isSounding ? transport.speed : 0);
    for (const voice of [this.#voice, this.#chords]) {
      voice.release();
      if (this.#isSounding) voice.startNoteAt(position);
    }
  }

  /** Jumps at the end of the loop, and starts the song at the end of the count-in. */
  #followTransport(before: number, now: number): void {
    const transport = this.#transport;
    if (lapsAt(transport, now) !== lapsAt(transport, before)) this.#jump(now);
    else if (!this.#isSounding && transport.speed > 0 && !isCountingInAt(transport, now))
      this.#jump(now);
  }

  #framesToChange(now: number): number {
    const [transport, next] = [this.#transport, this.#next];
    const toNext = next ? next.transport.atFrame - now : Number.POSITIVE_INFINITY;
    const toSong = isCountingInAt(transport, now)
      ? Math.ceil((transport.audibleFrom - positionAt(transport, now)) / transport.speed)
      : Number.POSITIVE_INFINITY;
    return Math.max(1, Math.min(toNext, toSong, framesToLoopEnd(transport, now)));
  }

  #renderPart(
    outputs: readonly (readonly Float32Array[])[],
    stems: readonly StereoBlock[],
    from: number,
    count: number,
    now: number,
  ): void {
    const { speed } = this.#transport;
    const position = positionAt(this.#transport, now);
    const indexes = outputsOf(this.#stemCount);
    this.#deck.render(stems, from, count, position);
    const into = (index: number) => outputs[index]?.[0] as Float32Array;
    const isOn = this.#isSounding;
    this.#metronome.render(into(indexes.metronome), from, count, { position, speed, isOn });
    this.#countIn.render(into(indexes.countIn), from, count, { position, speed, isOn: !isOn });
    const sung = { position, speed: isOn ? speed : 0 };
    this.#voice.render(into(indexes.melody), from, count, sung);
    this.#chords.render(into(indexes.chords), from, count, sung);
  }
}
