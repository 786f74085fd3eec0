import { describe, expect, it, vi } from 'vitest';
import type { EngineReport } from './engine/commands.ts';
import { togglePlayback, watchForPause } from './playback.ts';

/** A player of ten seconds that records its calls. */
function playerAt(target: number, isPlaying = false, play = async () => undefined) {
  const calls: unknown[][] = [];
  const player = {
    isPlaying,
    target,
    duration: 10,
    play: (...call: unknown[]) => {
      calls.push(['play', ...call]);
      return play();
    },
    pause: () => void calls.push(['pause']),
    seek: async (seconds: number) => {
      calls.push(['seek', seconds]);
      player.target = seconds;
    },
  };
  return { player, calls };
}

const countIn = { leadSeconds: 1, clicks: [] };
const noCountIn = { loop: undefined, countInAt: () => undefined };

describe('togglePlayback', () => {
  it('pauses a song that plays', async () => {
    const { player, calls } = playerAt(4, true);
    await togglePlayback(player, noCountIn);
    expect(calls).toEqual([['pause']]);
  });

  it('plays with a count-in to the start position, which is 0 after the end', async () => {
    for (const [target, start] of [
      [4, 4],
      [9.99, 9.99],
      [10, 0],
    ] as const) {
      const { player, calls } = playerAt(target);
      const countInAt = vi.fn(() => countIn);
      await togglePlayback(player, { loop: undefined, countInAt });
      expect(countInAt).toHaveBeenCalledExactlyOnceWith(start);
      expect(calls).toEqual([['play', countIn]]);
    }
  });

  it('starts at the loop if the song is outside it', async () => {
    const loop = { startSeconds: 2, endSeconds: 5 };
    for (const [target, expected] of [
      [
        1.9,
        [
          ['seek', 2],
          ['play', countIn],
        ],
      ],
      [2, [['play', countIn]]],
      [4.9, [['play', countIn]]],
      [
        5,
        [
          ['seek', 2],
          ['play', countIn],
        ],
      ],
    ] as const) {
      const { player, calls } = playerAt(target);
      await togglePlayback(player, { loop, countInAt: () => countIn });
      expect(calls).toEqual(expected);
    }
  });

  it('pauses again when the sound cannot be played', async () => {
    const { player, calls } = playerAt(4, false, () => Promise.reject(new Error('broken')));
    await expect(togglePlayback(player, noCountIn)).rejects.toThrow('broken');
    expect(calls).toEqual([['play', undefined], ['pause']]);
  });
});

describe('watchForPause', () => {
  function watch(state: AudioContextState) {
    const listeners: (() => void)[] = [];
    const context = {
      state,
      addEventListener: (_: string, listener: () => void) => void listeners.push(listener),
      removeEventListener: (_: string, listener: () => void) =>
        void listeners.splice(listeners.indexOf(listener), 1),
    };
    let report: (report: EngineReport) => void = () => undefined;
    const graph = {
      context: context as unknown as AudioContext,
      onReport: (listener: typeof report) => {
        report = listener;
      },
    };
    const player = { position: 3, duration: 10, prefetch: vi.fn() };
    const onPause = vi.fn();
    const stop = watchForPause({ player, graph }, onPause);
    const change = (next: AudioContextState) => {
      context.state = next;
      for (const listener of listeners) listener();
    };
    return { player, onPause, stop, change, report: () => report({ position: 0 }) };
  }

  it('prefetches while the song plays, and reports its end', () => {
    const { player, onPause, report } = watch('running');
    report();
    expect(player.prefetch).toHaveBeenCalledTimes(1);
    expect(onPause).not.toHaveBeenCalled();
    player.position = 10;
    report();
    expect(player.prefetch).toHaveBeenCalledTimes(1);
    expect(onPause).toHaveBeenCalledTimes(1);
  });

  it('reports an interruption of the sound', () => {
    const { onPause, change } = watch('running');
    change('suspended');
    expect(onPause).toHaveBeenCalledTimes(1);
  });

  it('does not take a context that is still starting for an interruption', () => {
    const { onPause, change } = watch('suspended');
    change('suspended');
    expect(onPause).not.toHaveBeenCalled();
    change('running');
    change('suspended');
    expect(onPause).toHaveBeenCalledTimes(1);
  });

  it('stops watching', () => {
    const { onPause, change, stop } = watch('running');
    stop();
    change('suspended');
    expect(onPause).not.toHaveBeenCalled();
  });
});
