import { shortTune, writtenScore } from '@my-pitch/shared/notation/document.fixture';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import type { EngineCommand } from './engine/commands.ts';
import type { SoundGraph } from './sound-graph.ts';
import { useScoreSound } from './use-score-sound.ts';

beforeEach(() => void stubWindow());
afterEach(() => vi.unstubAllGlobals());

/** A graph whose frames are milliseconds, and the commands that it gets. */
function fakeGraph() {
  const commands: EngineCommand[] = [];
  const graph = {
    context: { sampleRate: 1000 },
    send: (command: EngineCommand) => void commands.push(command),
  } as unknown as SoundGraph;
  return { graph, commands };
}

// Quarters G4, A4 and B4 and a half C5 in four-four, a second to the quarter, from 0 to 6 s.
const score = writtenScore(shortTune);

it('sends the beats, the melody and the chords, in frames of the song', async () => {
  const { graph, commands } = fakeGraph();
  const hook = await renderHook(() => useScoreSound(graph, score, 6));
  expect(hook.current.map(({ seconds }) => seconds)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(commands.map(({ type }) => type)).toEqual(['metronome', 'melody', 'chords']);
  expect(commands[0]).toEqual({
    type: 'metronome',
    clicks: {
      positions: Float64Array.of(0, 1000, 2000, 3000, 4000, 5000),
      accents: Uint8Array.of(1, 0, 0, 0, 1, 0),
    },
  });
  expect(commands[1]).toMatchObject({
    melody: { starts: Float64Array.of(0, 1000, 2000, 4000) },
  });
});

it('sends all again after a correction, and nothing while the score stays the same', async () => {
  const { graph, commands } = fakeGraph();
  let shown = score;
  const hook = await renderHook(() => useScoreSound(graph, shown, 6));
  commands.length = 0;
  await hook.rerender();
  expect(commands).toEqual([]);
  shown = writtenScore(shortTune.map((note) => ({ ...note, midi: note.midi + 12 })));
  await hook.rerender();
  expect(commands.map(({ type }) => type)).toEqual(['metronome', 'melody', 'chords']);
});

it('sends all once the sound is loaded', async () => {
  const { graph, commands } = fakeGraph();
  let loaded: SoundGraph | undefined;
  const hook = await renderHook(() => useScoreSound(loaded, score, 6));
  expect(hook.current).toHaveLength(6);
  loaded = graph;
  await hook.rerender();
  expect(commands.map(({ type }) => type)).toEqual(['metronome', 'melody', 'chords']);
});
