import { type Clicks, ClickTrack, noClicks } from './click-track.ts';
import { type EngineCommand, type EngineOptions, outputsOf } from './commands.ts';
import { Deck } from './deck.ts';
import { PcmStore } from './pcm-store.ts';
import { ScoreVoice } from './score-voice.ts';
import type { StereoBlock } from './sound-reader.ts';
import {
  framesToLoopEnd,
  isCountingInAt,
  lapsAt,
  pausedAt,
  positionAt,
  type Transport,
} from './transport.ts';

/** Frames in a call of the audio thread. */
const maxFramesPerRead = 128;

interface Order {
  readonly transport: Transport;
  readonly countIn: Clicks;
}

/**
 * Everything that sounds, computed from one {@link Transport}: stems, metronome, count-in and the
 * melody. An order that comes late is carried out as though it had come in time, so that what is
 * heard is always what the transport says.
 */
export class Engine {
  private readonly store: PcmStore;
  private readonly deck: Deck;
  private readonly weights: Float32Array;
  private readonly metronome: ClickTrack;
  private readonly countIn: ClickTrack;
  private readonly voice: ScoreVoice;
  private readonly stemCount: number;
  private transport: Transport = pausedAt(0, 0);
  private next: Order | undefined;
  private isSounding = false;

  constructor(sampleRateHz: number, { stemCount }: EngineOptions) {
    this.stemCount = stemCount;
    this.store = new PcmStore(stemCount);
    this.weights = new Float32Array(stemCount).fill(1);
    this.deck = new Deck(this.store, this.weights, sampleRateHz, maxFramesPerRead);
    this.metronome = new ClickTrack(sampleRateHz);
    this.countIn = new ClickTrack(sampleRateHz);
    this.voice = new ScoreVoice(sampleRateHz);
  }

  /** Takes a command; a transport waits for its frame. */
  receive(command: EngineCommand, frame: number): void {
    switch (command.type) {
      case 'transport':
        this.next = command;
        break;
      case 'piece':
        this.store.put(command.stem, command.piece, command.channels);
        break;
      case 'drop':
        this.store.drop(command.stem, command.piece);
        break;
      case 'metronome':
        this.metronome.setClicks(command.clicks);
        break;
      case 'melody':
        this.voice.setMelody(command.melody);
        if (this.isSounding) this.voice.takeUp(positionAt(this.transport, frame));
        break;
      case 'weights':
        this.weights.set(command.weights);
    }
  }

  /** Where the song stands; `undefined` while paused. */
  positionIfPlaying(frame: number): number | undefined {
    return this.transport.speed === 0 ? undefined : positionAt(this.transport, frame);
  }

  /** Fills all outputs from a frame of the clock on. */
  render(outputs: readonly (readonly Float32Array[])[], frame: number): void {
    const count = outputs[0]?.[0]?.length ?? 0;
    const stems = outputs.slice(0, this.stemCount) as unknown as StereoBlock[];
    let done = 0;
    while (done < count) {
      const now = frame + done;
      if (this.next && now >= this.next.transport.atFrame) this.carryOut(this.next, now);
      const length = Math.min(count - done, this.framesToChange(now));
      this.renderPart(outputs, stems, done, length, now);
      this.followTransport(now, now + length);
      done += length;
    }
  }

  private carryOut({ transport, countIn }: Order, now: number): void {
    const before = this.transport;
    this.next = undefined;
    this.transport = transport;
    const position = positionAt(transport, now);
    const goesOn =
      this.isSounding &&
      transport.speed > 0 &&
      !isCountingInAt(transport, now) &&
      Math.abs(positionAt(before, now) - position) < 1;
    if (goesOn) {
      this.deck.changeSpeed(position, transport.speed);
      return;
    }
    this.countIn.setClicks(countIn);
    this.jump(now);
  }

  private jump(now: number): void {
    const { transport } = this;
    const position = positionAt(transport, now);
    this.isSounding = transport.speed > 0 && !isCountingInAt(transport, now);
    this.deck.jump(position, this.isSounding ? transport.speed : 0);
    this.voice.release();
    if (this.isSounding) this.voice.takeUp(position);
  }

  /** Jumps where the loop has ended, or starts where the count-in has. */
  private followTransport(before: number, now: number): void {
    const { transport } = this;
    if (lapsAt(transport, now) !== lapsAt(transport, before)) this.jump(now);
    else if (!this.isSounding && transport.speed > 0 && !isCountingInAt(transport, now))
      this.jump(now);
  }

  private framesToChange(now: number): number {
    const { transport, next } = this;
    const toNext = next ? next.transport.atFrame - now : Number.POSITIVE_INFINITY;
    const toSong = isCountingInAt(transport, now)
      ? Math.ceil((transport.audibleFrom - positionAt(transport, now)) / transport.speed)
      : Number.POSITIVE_INFINITY;
    return Math.max(1, Math.min(toNext, toSong, framesToLoopEnd(transport, now)));
  }

  private renderPart(
    outputs: readonly (readonly Float32Array[])[],
    stems: readonly StereoBlock[],
    from: number,
    count: number,
    now: number,
  ): void {
    const { speed } = this.transport;
    const position = positionAt(this.transport, now);
    const places = outputsOf(this.stemCount);
    this.deck.render(stems, from, count, position);
    const into = (place: number) => outputs[place]?.[0] as Float32Array;
    const isOn = this.isSounding;
    this.metronome.render(into(places.metronome), from, count, { position, speed, isOn });
    this.countIn.render(into(places.countIn), from, count, { position, speed, isOn: !isOn });
    this.voice.render(into(places.melody), from, count, { position, speed: isOn ? speed : 0 });
  }
}

/** An order without a count-in. */
export function orderOf(transport: Transport): Extract<EngineCommand, { type: 'transport' }> {
  return { type: 'transport', transport, countIn: noClicks };
}
