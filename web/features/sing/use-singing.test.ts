import { jobIdSchema } from '@my-pitch/shared/ids';
import type { Score } from '@my-pitch/shared/score';
import { makeSong } from '@my-pitch/shared/scoring/testing/made-take';
import { beforeEach, expect, it, vi } from 'vitest';
import { memoryStorage } from '../../lib/testing/memory-storage.ts';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { pausedAt } from '../player/engine/transport.ts';
import type { OpenSong } from '../player/open-song.ts';
import type { PlayerControls } from '../player/use-player.ts';
import type { HeardBlock } from './capture/heard-block.ts';
import { LiveSinging } from './live-singing.ts';
import { openSession } from './sing-session.ts';
import { useSinging } from './use-singing.ts';

vi.mock('./sing-session.ts');

const rateHz = 44_100;
const key = { tuningOffsetCents: 0, keyShiftSemitones: 0 };
const reference = makeSong(5, 1);
const songId = jobIdSchema.parse('5a000000-0000-4000-8000-000000000000');
const score = { measures: [], timeMap: [] } as unknown as Score;
const end = 60 * rateHz;
const transport = { ...pausedAt(0, end), speed: 1 };

let isPlaying = false;
let contextState: AudioContextState = 'running';
let singing: LiveSinging;
let lose: () => void;
const close = vi.fn();
const toggle = vi.fn(() => {
  isPlaying = !isPlaying;
});
const page = { hidden: false };
let document: EventTarget & { hidden: boolean };

beforeEach(() => {
  vi.clearAllMocks();
  isPlaying = false;
  contextState = 'running';
  page.hidden = false;
  const stubs = stubWindow({ globals: { localStorage: memoryStorage() } });
  ({ document } = stubs);
  vi.mocked(openSession).mockImplementation(async (_song, setting, _signal, onLost) => {
    lose = onLost;
    singing = new LiveSinging(() => transport, {
      ...{ ...setting, rateHz, soundRateHz: rateHz, latencySeconds: 0 },
    });
    return { singing, soundRateHz: rateHz, latency: { seconds: 0, source: 'measured' }, close };
  });
});

/** The hook with a player that plays what it is told. */
async function room() {
  const graph = {
    context: {
      get state() {
        return contextState;
      },
      resume: async () => undefined,
    },
  };
  const sound = { graph, player: { transport } } as unknown as OpenSong;
  const playCountedIn = () => {
    isPlaying = true;
  };
  const player = () => ({ isPlaying, sound, toggle, playCountedIn }) as unknown as PlayerControls;
  const options = () => ({ songId, player: player(), score, reference, ...key });
  const hook = await renderHook(() => useSinging(options()));
  await acting(() => hook.current.start());
  await hook.rerender();
  return hook;
}

/** Sings all notes in tune, up to the end of one. */
function singNotes(count: number): void {
  const until = (reference[count - 1]?.endSeconds ?? 0) + 0.2;
  for (let seconds = 0; seconds < until; seconds += 0.01) {
    const note = reference.find(
      (each) => each.startSeconds <= seconds && seconds < each.endSeconds,
    );
    const sample = Math.round(seconds * rateHz);
    const midi = note?.midi ?? Number.NaN;
    const pitches = [{ sample, midi, guessMidi: midi, rms: 0.1 }];
    const block: HeardBlock = {
      ...{ startFrame: sample, samples: new Float32Array(441), pitches, playbackRms: 0 },
    };
    singing.hear(block);
  }
}

it('sings until it is stopped, and scores what was sung', async () => {
  const hook = await room();
  expect(hook.current.state.status).toBe('singing');
  singNotes(4);
  await acting(() => hook.current.stop());
  const { state } = hook.current;
  expect(state).toMatchObject({ status: 'sung', reason: 'stopped' });
  if (state.status !== 'sung') return;
  expect(state.sung?.take.comparison.counts).toMatchObject({ sung: 4, missed: 0 });
  expect(state.sung?.take.comparison.overall.strict).toBeGreaterThan(98);
  // Node has no IndexedDB.
  expect(state.sung?.isKept).toBe(false);
  expect([close.mock.calls.length, isPlaying]).toEqual([1, false]);
});

it('ends with the song', async () => {
  const hook = await room();
  singNotes(reference.length);
  isPlaying = false;
  await hook.rerender();
  expect(hook.current.state).toMatchObject({ status: 'sung', reason: 'stopped' });
});

it.each([
  ['unplugged', () => lose()],
  [
    'hidden',
    () => {
      document.hidden = true;
      document.dispatchEvent(new Event('visibilitychange'));
    },
  ],
  [
    'interrupted',
    () => {
      contextState = 'suspended';
      isPlaying = false;
    },
  ],
] as const)('loses nothing if it is %s', async (reason, happen) => {
  const hook = await room();
  singNotes(3);
  await acting(happen);
  await hook.rerender();
  const { state } = hook.current;
  expect(state).toMatchObject({ status: 'sung', reason });
  expect(state.status === 'sung' && state.sung?.take.comparison.counts.sung).toBe(3);
  expect([close.mock.calls.length, isPlaying]).toEqual([1, false]);
});

it('has no result if no note was sung to its end', async () => {
  const hook = await room();
  await acting(() => hook.current.stop());
  expect(hook.current.state).toMatchObject({ status: 'sung', sung: undefined });
});

it('says why the microphone cannot be opened, and tries again', async () => {
  vi.mocked(openSession).mockRejectedValueOnce(new DOMException('', 'NotFoundError'));
  const hook = await room();
  expect(hook.current.state).toEqual({ status: 'problem', problem: 'missing' });
  expect(isPlaying).toBe(false);
  await acting(() => hook.current.start());
  expect(hook.current.state.status).toBe('singing');
});

it('releases the microphone when the room is closed', async () => {
  const hook = await room();
  await hook.unmount();
  expect(close).toHaveBeenCalledOnce();
});
