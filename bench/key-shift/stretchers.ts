import { noClicks } from '../../web/features/player/engine/click-track.ts';
import { outputsOf } from '../../web/features/player/engine/commands.ts';
import { Engine } from '../../web/features/player/engine/engine.ts';
import { pieceFrames } from '../../web/features/player/engine/pcm-store.ts';
import { startSignalsmith } from './signalsmith.ts';
import { rateHz } from './test-sounds.ts';

const quantum = 128;

export interface Shift {
  readonly semitones: number;
  readonly speed: number;
}

/** Plays stems of mono sound in another key and at another speed, from the beginning, for `frames`. */
export type Stretcher = (
  stems: readonly Float32Array[],
  shift: Shift,
  frames: number,
) => Promise<readonly Float32Array[]>;

/** The player's engine. */
const ours: Stretcher = async (stems, { semitones, speed }, frames) => {
  const engine = new Engine(rateHz, { stemCount: stems.length });
  for (const [stem, samples] of stems.entries()) {
    for (let piece = 0; piece * pieceFrames < samples.length; piece += 1) {
      const channel = samples.subarray(piece * pieceFrames, (piece + 1) * pieceFrames);
      engine.receive({ type: 'piece', stem, piece, channels: [channel, channel] }, 0);
    }
  }
  engine.receive({ type: 'key', ratio: 2 ** (semitones / 12) }, 0);
  const end = stems[0]?.length ?? 0;
  const transport = { atFrame: 0, position: 0, speed, audibleFrom: 0, end };
  engine.receive({ type: 'transport', transport, countIn: noClicks }, 0);
  const outputs = Array.from({ length: outputsOf(stems.length).chords + 1 }, () => [
    new Float32Array(quantum),
    new Float32Array(quantum),
  ]);
  return inQuanta(stems.length, frames, (frame) => {
    engine.render(outputs, frame);
    return outputs.map(([left]) => left as Float32Array);
  });
};

/** `signalsmith-stretch`, with all stems as channels of one node. */
const signalsmith: Stretcher = async (stems, shift, frames) => {
  const node = await startSignalsmith(
    stems.flatMap((stem) => [stem, stem]),
    shift,
  );
  const output = stems.flatMap(() => [new Float32Array(quantum), new Float32Array(quantum)]);
  return inQuanta(stems.length, frames, (frame) => {
    node.render(output, frame);
    return output.filter((_, channel) => channel % 2 === 0);
  });
};

export const stretchers: Readonly<Record<string, Stretcher>> = { ours, signalsmith };

/** Records the left channel of each stem. */
function inQuanta(
  stemCount: number,
  frames: number,
  render: (frame: number) => readonly Float32Array[],
): readonly Float32Array[] {
  const recorded = Array.from({ length: stemCount }, () => new Float32Array(frames));
  for (let frame = 0; frame + quantum <= frames; frame += quantum) {
    const blocks = render(frame);
    for (const [stem, samples] of recorded.entries()) {
      samples.set(blocks[stem] as Float32Array, frame);
    }
  }
  return recorded;
}
