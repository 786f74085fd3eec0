import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { EngineCommand } from './engine/commands.ts';
import { SoundGraph } from './sound-graph.ts';
import { initialMix, type Mix } from './tracks.ts';

beforeEach(() => vi.stubEnv('NEXT_PUBLIC_PLAYER_ENGINE', '/_next/static/player-engine.0123.js'));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

class FakeGain {
  readonly calls: unknown[][] = [];
  readonly gain = {
    value: 1,
    cancelScheduledValues: (...call: number[]) => void this.calls.push(['cancel', ...call]),
    setValueAtTime: (...call: number[]) => void this.calls.push(['set', ...call]),
    linearRampToValueAtTime: (...call: number[]) => void this.calls.push(['ramp', ...call]),
  };
  readonly connect = vi.fn();
}

/** Opens a graph of two stems on fake audio nodes, at second 5 of the context. */
async function open() {
  const gains: FakeGain[] = [];
  const destination = {};
  const context = {
    currentTime: 5,
    destination,
    audioWorklet: { addModule: vi.fn(async () => undefined) },
    createGain: () => {
      gains.push(new FakeGain());
      return gains.at(-1);
    },
    close: vi.fn(async () => undefined),
  };
  const port: { postMessage: ReturnType<typeof vi.fn>; onmessage?: (event: unknown) => void } = {
    postMessage: vi.fn(),
  };
  const node = {
    port,
    connect: vi.fn((gain: FakeGain, _output: number) => gain),
    disconnect: vi.fn(),
  };
  const created: unknown[][] = [];
  vi.stubGlobal(
    'AudioWorkletNode',
    class {
      readonly port = node.port;
      readonly connect = node.connect;
      readonly disconnect = node.disconnect;

      constructor(...call: unknown[]) {
        created.push(call);
      }
    },
  );
  const graph = await SoundGraph.open(context as unknown as AudioContext, [
    ...(['vocals', 'accompaniment'] as const),
  ]);
  return { graph, context, node, gains, created };
}

it('loads the engine with an output per stem, and one each for metronome, count-in, melody and chords', async () => {
  const { context, node, gains, created } = await open();
  expect(context.audioWorklet.addModule).toHaveBeenCalledExactlyOnceWith(
    '/_next/static/player-engine.0123.js',
  );
  expect(created).toEqual([
    [
      context,
      'my-pitch-engine',
      {
        numberOfInputs: 0,
        numberOfOutputs: 6,
        outputChannelCount: [2, 2, 1, 1, 1, 1],
        processorOptions: { stemCount: 2 },
      },
    ],
  ]);
  expect(node.connect.mock.calls.map(([gain, output]) => [gains.indexOf(gain), output])).toEqual([
    ...[0, 1, 2, 3, 4, 5].map((output) => [output, output]),
  ]);
  for (const { connect } of gains) expect(connect).toHaveBeenCalledWith(context.destination);
});

it('ramps every gain to the mix within 20 ms', async () => {
  const { graph, gains } = await open();
  const mix: Mix = {
    ...initialMix,
    vocals: { volume: 0.5, isMuted: false, isSolo: false },
    accompaniment: { volume: 1, isMuted: true, isSolo: false },
    metronome: { volume: 0.7, isMuted: true, isSolo: false },
    melody: { volume: 0.6, isMuted: false, isSolo: false },
    chords: { volume: 0.3, isMuted: false, isSolo: false },
  };
  graph.setMix(mix);
  const at = 5 + 0.02;
  // The metronome is muted, but not the count-in, which has the metronome's volume.
  expect(gains.map(({ calls }) => calls)).toEqual(
    [0.5, 0, 0, 0.7, 0.6, 0.3].map((gain) => [
      ['cancel', 5],
      ['set', 1, 5],
      ['ramp', gain, at],
    ]),
  );
});

it('splices by the audible stems, by all when none is audible', async () => {
  const { graph, node } = await open();
  const weights = (vocals: number, accompaniment: number) => {
    graph.setMix({
      ...initialMix,
      vocals: { volume: vocals, isMuted: false, isSolo: false },
      accompaniment: { volume: accompaniment, isMuted: false, isSolo: false },
    });
    return node.port.postMessage.mock.lastCall?.[0] as EngineCommand;
  };
  expect(weights(0.5, 0)).toEqual({ type: 'weights', weights: [0.5, 0] });
  expect(weights(0, 0)).toEqual({ type: 'weights', weights: [1, 1] });
});

it('passes on commands with their buffers, and the engine’s reports', async () => {
  const { graph, node } = await open();
  const samples = new Float32Array(2);
  const piece = { type: 'piece', stem: 0, piece: 0, channels: [samples] } as const;
  graph.send(piece, [samples.buffer]);
  expect(node.port.postMessage).toHaveBeenCalledWith(piece, [samples.buffer]);
  graph.send({ type: 'drop', stem: 0, piece: 0 });
  expect(node.port.postMessage).toHaveBeenLastCalledWith({ type: 'drop', stem: 0, piece: 0 }, []);
  const positions: number[] = [];
  graph.onReport(({ position }) => positions.push(position));
  node.port.onmessage?.({ data: { position: 7 } });
  expect(positions).toEqual([7]);
});

it('closes the node and the context', async () => {
  const { graph, node, context } = await open();
  graph.close();
  expect(node.disconnect).toHaveBeenCalledTimes(1);
  expect(context.close).toHaveBeenCalledTimes(1);
});
