import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import type { SoundGraph } from './sound-graph.ts';
import { initialMix, type Mix } from './tracks.ts';
import { useMix } from './use-mix.ts';

beforeEach(() => void stubWindow());
afterEach(() => vi.unstubAllGlobals());

/** A graph that records the mixes that it gets. */
function fakeGraph() {
  const mixes: Mix[] = [];
  const graph = { setMix: (mix: Mix) => void mixes.push(mix) } as SoundGraph;
  return { graph, mixes };
}

it('starts with the song as it was recorded', async () => {
  const { graph, mixes } = fakeGraph();
  const hook = await renderHook(() => useMix(graph));
  expect(hook.current.mix).toEqual(initialMix);
  expect(mixes).toEqual([initialMix]);
});

it('changes one setting of one track at once', async () => {
  const { graph, mixes } = fakeGraph();
  const hook = await renderHook(() => useMix(graph));
  await acting(() => hook.current.setTrack('vocals', { volume: 0.3 }));
  await acting(() => hook.current.setTrack('vocals', { isSolo: true }));
  await acting(() => hook.current.setTrack('melody', { isMuted: false }));
  const expected = {
    ...initialMix,
    vocals: { volume: 0.3, isMuted: false, isSolo: true },
    melody: { volume: 0.8, isMuted: false, isSolo: false },
  };
  expect(hook.current.mix).toEqual(expected);
  expect(mixes.at(-1)).toEqual(expected);
});

it('gives the sound the mix that was chosen before it was loaded', async () => {
  const { graph, mixes } = fakeGraph();
  let loaded: SoundGraph | undefined;
  const hook = await renderHook(() => useMix(loaded));
  await acting(() => hook.current.setTrack('accompaniment', { isMuted: true }));
  loaded = graph;
  await hook.rerender();
  expect(mixes.map(({ accompaniment }) => accompaniment.isMuted)).toEqual([true]);
});
