import { jobIdSchema } from '@my-pitch/shared/ids';
import type { Score } from '@my-pitch/shared/score';
import { makeSong } from '@my-pitch/shared/scoring/testing/made-take';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { memoryStorage } from '../../lib/testing/memory-storage.ts';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { pausedAt } from '../player/engine/transport.ts';
import type { OpenSong } from '../player/open-song.ts';
import type { PlayerControls } from '../player/use-player.ts';
import { fakeTakes } from '../takes/testing/fake-takes.ts';
import type { HeardBlock } from './capture/heard-block.ts';
import { storedLatency } from './latency/stored-latency.ts';
import { LiveSinging } from './live-singing.ts';
import { openSession } from './sing-session.ts';
import { useSinging } from './use-singing.ts';

vi.mock('./sing-session.ts');
vi.mock('../takes/takes-database.ts', async (load) => ({
  ...(await load<object>()),
  inTakes: vi.fn(),
}));

const rateHz = 44_100;
const key = { tuningOffsetCents: 0, keyShiftSemitones: 0 };
const reference = makeSong(5, 1);
const songId = jobIdSchema.parse('5a000000-0000-4000-8000-000000000000');
const score = { measures: [], timeMap: [] } as unknown as Score;
const end = 60 * rateHz;
const transport = { ...pausedAt(0, end), speed: 1 };

let isPlaying = false;
let records: Map<string, object>;
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
  records = fakeTakes();
  vi.mocked(openSession).mockImplementation(async (_song, setting, _signal, onLost) => {
    lose = onLost;
    singing = new LiveSinging(() => transport, {
      ...{ ...setting, rateHz, soundRateHz: rateHz, latencySeconds: 0 },
    });
    return { singing, soundRateHz: rateHz, latency: { seconds: 0, source: 'measured' }, close };
  });
});

/** The hook with a player that plays what it is told. */
async function room(isStarted = true) {
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
  if (isStarted) await acting(() => hook.current.start());
  await hook.rerender();
  return hook;
}

/** Sings all notes in tune, up to the end of one. */
function singNotes(count: number, lateSeconds = 0): void {
  const until = (reference[count - 1]?.endSeconds ?? 0) + 0.2;
  for (let seconds = 0; seconds < until; seconds += 0.01) {
    const note = reference.find(
      ({ startSeconds, endSeconds }) =>
        startSeconds <= seconds - lateSeconds && seconds - lateSeconds < endSeconds,
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
  expect([...records.keys()]).toEqual([state.sung?.take.id]);
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
  expect([close.mock.calls.length, records.size]).toEqual([1, 0]);
});

describe('leaving the page', () => {
  it('asks only while something is sung', async () => {
    const leave = () => {
      const event = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    const hook = await room();
    expect(leave()).toBe(true);
    await acting(() => hook.current.stop());
    await hook.rerender();
    expect(leave()).toBe(false);
  });

  it('loses nothing: the take is shown when the room is opened again', async () => {
    const hook = await room();
    singNotes(3);
    await hook.unmount();
    await vi.waitFor(() => expect(records.size).toBeGreaterThanOrEqual(3));
    const again = await room(false);
    await vi.waitFor(() => expect(again.current.state).toMatchObject({ reason: 'left' }));
    const { state } = again.current;
    expect(state.status === 'sung' && state.sung?.take.comparison.counts.sung).toBe(3);
    // Not twice.
    expect(records.size).toBe(1);
  });

  it('loses little when the page is gone at once', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    await room();
    singNotes(3);
    await acting(() => vi.advanceTimersByTimeAsync(3000));
    const left = new Map(records);
    records = fakeTakes();
    for (const [id, record] of left) records.set(id, record);
    const again = await room(false);
    await vi.waitFor(() => expect(again.current.state).toMatchObject({ reason: 'left' }));
    const { state } = again.current;
    expect(state.status === 'sung' && state.sung?.take.comparison.counts.sung).toBe(3);
  });
});

it('a take that is late as a whole is counted again by the singer’s word', async () => {
  const hook = await room();
  singNotes(reference.length, 0.13);
  await acting(() => hook.current.stop());
  const sungNow = () => {
    const { state } = hook.current;
    if (state.status !== 'sung' || !state.sung) throw new Error('There is no take.');
    return state.sung;
  };
  const recount = (isDevice: boolean) =>
    acting(async () => {
      const recounted = await sungNow().recount(isDevice);
      if (recounted) hook.current.replaceSung(recounted);
    });
  const counted = sungNow();
  expect(counted.delay?.isDevice).toBe(false);
  await recount(true);
  const forgiven = sungNow();
  expect(forgiven.take.id).toBe(counted.take.id);
  const gained = forgiven.take.comparison.overall.strict - counted.take.comparison.overall.strict;
  expect(gained).toBeGreaterThan(10);
  expect(records.get(forgiven.take.id)).toMatchObject({ comparison: forgiven.take.comparison });
  expect(storedLatency()).toEqual({ seconds: expect.closeTo(0.13, 1), source: 'sung' });
  await recount(false);
  expect(storedLatency()).toEqual({ seconds: 0, source: 'measured' });
  expect(sungNow().take.comparison.overall).toEqual(counted.take.comparison.overall);
});
