import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openSong } from './open-song.ts';
import type { StemName } from './tracks.ts';

/** The contexts that were opened, with their options. */
const contexts: FakeContext[] = [];

/** A context that decodes any file to a sound of half a second. */
class FakeContext {
  readonly options: AudioContextOptions;
  readonly sampleRate: number;
  readonly currentTime = 0;
  readonly destination = {};
  readonly close = vi.fn(async () => undefined);
  readonly audioWorklet = { addModule: async () => undefined };

  constructor(options: AudioContextOptions) {
    this.options = options;
    this.sampleRate = options.sampleRate ?? Number.NaN;
    contexts.push(this);
  }

  createGain() {
    return { connect: () => undefined };
  }

  async decodeAudioData() {
    const frames = this.sampleRate / 2;
    return {
      length: frames,
      numberOfChannels: 1,
      getChannelData: () => new Float32Array(frames),
    };
  }
}

class FakeNode {
  readonly port = { postMessage: () => undefined };
  connect<Target>(target: Target): Target {
    return target;
  }
}

const fetched: string[] = [];
let status: number;
let audioSession: { type: string };
beforeEach(() => {
  vi.stubEnv('NEXT_PUBLIC_PLAYER_ENGINE', '/_next/static/player-engine.0123.js');
  contexts.length = 0;
  fetched.length = 0;
  status = 200;
  audioSession = { type: 'auto' };
  vi.stubGlobal('AudioContext', FakeContext);
  vi.stubGlobal('AudioWorkletNode', FakeNode);
  vi.stubGlobal('navigator', { audioSession });
  vi.stubGlobal('fetch', async (url: string) => {
    fetched.push(url);
    return new Response(new ArrayBuffer(100), { status });
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

const urls: ReadonlyMap<StemName, string> = new Map([
  ['vocals', '/vocals.m4a'],
  ['accompaniment', '/accompaniment.m4a'],
]);
const { signal } = new AbortController();

it('opens the sound at the rate of the stems, for playback with the silent switch on', async () => {
  await openSong(urls, signal);
  expect(contexts.map(({ options }) => options)).toEqual([
    { latencyHint: 'interactive', sampleRate: 44_100 },
  ]);
  expect(audioSession.type).toBe('playback');
});

it('fetches every stem, and makes a player of them', async () => {
  const { player, sources, graph } = await openSong(urls, signal);
  expect(fetched).toEqual(['/vocals.m4a', '/accompaniment.m4a']);
  expect(player.duration).toBe(0.5);
  expect([...sources].map(([name, { frames }]) => [name, frames])).toEqual([
    ['vocals', 22_050],
    ['accompaniment', 22_050],
  ]);
  expect(graph.context).toBe(contexts[0]);
  expect(contexts[0]?.close).not.toHaveBeenCalled();
});

it('closes the sound when a stem cannot be fetched', async () => {
  status = 403;
  await expect(openSong(urls, signal)).rejects.toThrow('403');
  expect(contexts[0]?.close).toHaveBeenCalledTimes(1);
});
