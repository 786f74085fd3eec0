import { shortTune, writtenScore } from '@my-pitch/shared/notation/document.fixture';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import type { EngineCommand, EngineReport } from './engine/commands.ts';
import { type OpenSong, openSong } from './open-song.ts';
import { SongPlayer } from './song-player.ts';
import type { StemSource } from './stems/stem-source.ts';
import { initialMix } from './tracks.ts';
import { usePlayer } from './use-player.ts';

vi.mock('./open-song.ts', () => ({ openSong: vi.fn() }));

/** At this rate a frame is a millisecond. */
const rateHz = 1000;
/** Sound starts this long after it was asked for. */
const aheadSeconds = 0.02;

/** A sound card whose clock a test moves, and a record of the engine's commands. */
class FakeGraph {
  readonly context = Object.assign(new EventTarget(), {
    currentTime: 0,
    outputLatency: 0,
    sampleRate: rateHz,
    state: 'running',
    resume: vi.fn(async () => undefined),
    suspend: vi.fn(async () => undefined),
  });
  readonly commands: EngineCommand[] = [];
  readonly setMix = vi.fn();
  report: (report: EngineReport) => void = () => undefined;

  send(command: EngineCommand): void {
    this.commands.push(command);
  }
  onReport(listener: (report: EngineReport) => void): void {
    this.report = listener;
  }
  close(): void {}

  get newest() {
    const transports = this.commands.filter((command) => command.type === 'transport');
    return transports.at(-1);
  }
}

const silence: StemSource = { frames: 10_000, decode: async () => [new Float32Array(1)] };
const urls = new Map([['vocals', '/vocals.m4a']] as const);
const fetchStems = async () => urls;
// Quarters in four-four, a second each.
const score = writtenScore(shortTune);
const heardKey = { keyShift: -2, isKeyFollowed: true, change: () => undefined };

beforeEach(() => {
  vi.useFakeTimers();
  stubWindow();
  vi.mocked(openSong).mockReset();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The controls of a song of ten seconds whose sound is loaded when `load` is called. */
async function openUnloaded(duration = 9) {
  const graph = new FakeGraph();
  const player = new SongPlayer(graph, [silence]);
  const opening = Promise.withResolvers<OpenSong>();
  vi.mocked(openSong).mockReturnValue(opening.promise);
  const hook = await renderHook(() => usePlayer(fetchStems, duration, score, heardKey));
  const song = { graph, player, sources: new Map([['vocals', silence]]) };
  const load = () => acting(() => opening.resolve(song as unknown as OpenSong));
  const fail = () => acting(() => opening.reject(new Error('offline')));
  const advance = (seconds: number) =>
    acting(() => {
      graph.context.currentTime += seconds;
      vi.advanceTimersByTime(1000 * seconds);
    });
  const controls = () => hook.current;
  return { graph, player, hook, controls, load, fail, advance };
}

async function open() {
  const opened = await openUnloaded();
  await opened.load();
  return opened;
}

describe('loading', () => {
  it('ends with the stems, the voice and the true duration', async () => {
    const { controls, load } = await openUnloaded();
    const before = { status: 'loading', duration: 9, stems: [], voice: undefined };
    const settings = { isPlaying: false, speed: 1, hasCountIn: false, loop: undefined };
    expect(controls()).toMatchObject({ ...before, ...settings, mix: initialMix });
    await load();
    expect(controls()).toMatchObject({ status: 'ready', duration: 10, stems: ['vocals'] });
    expect(controls().voice).toBe(silence);
  });

  it('may fail', async () => {
    const { controls, fail } = await openUnloaded();
    await fail();
    expect(controls().status).toBe('failed');
    await acting(() => controls().toggle());
    expect(controls().isPlaying).toBe(false);
  });

  it('keeps what was set before: position, speed, loop and mix', async () => {
    const { controls, load, graph, player, advance } = await openUnloaded();
    await acting(() => {
      controls().seek(4);
      controls().setSpeed(0.5);
      controls().setLoop({ startSeconds: 3, endSeconds: 6 });
      controls().setTrack('vocals', { isMuted: true });
    });
    expect([controls().position(), controls().target()]).toEqual([4, 4]);
    await load();
    expect([controls().position(), player.target]).toEqual([4, 4]);
    expect(graph.setMix.mock.lastCall?.[0].vocals.isMuted).toBe(true);
    await acting(() => controls().toggle());
    expect(graph.newest?.transport).toMatchObject({
      position: 4000,
      speed: 0.5,
      loop: { start: 3000, end: 6000 },
    });
    await advance(aheadSeconds + 1);
    expect(controls().position()).toBeCloseTo(4.5, 6);
  });

  it('does not move a song that was not moved before', async () => {
    const { controls, player, load } = await openUnloaded();
    const seek = vi.spyOn(player, 'seek');
    await load();
    expect(seek).not.toHaveBeenCalled();
    expect(controls().position()).toBe(0);
  });
});

describe('playing', () => {
  it('moves the position with the clock until it is paused', async () => {
    const { controls, advance } = await open();
    await acting(() => controls().toggle());
    expect(controls().isPlaying).toBe(true);
    await advance(aheadSeconds + 3);
    expect(controls().position()).toBeCloseTo(3, 6);
    await acting(() => controls().toggle());
    expect(controls().isPlaying).toBe(false);
    await advance(1);
    expect(controls().position()).toBeCloseTo(3, 6);
  });

  it('ends at the end of the song', async () => {
    const { controls, graph, advance } = await open();
    await acting(() => controls().toggle());
    await advance(5);
    await acting(() => graph.report({ position: 5000 }));
    expect(controls().isPlaying).toBe(true);
    await advance(6);
    await acting(() => graph.report({ position: 10_000 }));
    expect(controls()).toMatchObject({ isPlaying: false });
    expect(controls().position()).toBe(10);
  });

  it('stops when the system takes the sound away', async () => {
    const { controls, player, graph } = await open();
    await acting(() => controls().toggle());
    graph.context.state = 'interrupted';
    await acting(() => graph.context.dispatchEvent(new Event('statechange')));
    expect([controls().isPlaying, player.isPlaying]).toEqual([false, false]);
  });

  it('does not begin when the sound cannot be played', async () => {
    const { controls, graph } = await open();
    graph.context.resume.mockRejectedValue(new DOMException('no device'));
    await acting(() => controls().toggle());
    expect(controls().isPlaying).toBe(false);
  });

  it('changes the speed from now on', async () => {
    const { controls, graph } = await open();
    await acting(() => controls().toggle());
    await acting(() => controls().setSpeed(1.25));
    expect(controls().speed).toBe(1.25);
    expect(graph.newest?.transport.speed).toBe(1.25);
  });

  it('is heard in the key of the song’s settings', async () => {
    const { graph } = await open();
    const key = graph.commands.findLast(({ type }) => type === 'key');
    expect(key).toEqual({ type: 'key', ratio: 2 ** (-2 / 12) });
  });

  it('goes to another position', async () => {
    const { controls } = await open();
    await acting(() => controls().toggle());
    await acting(() => controls().seek(7));
    expect(controls().target()).toBe(7);
  });

  it('is led by a measure of clicks if the singer wants that', async () => {
    const { controls, graph } = await open();
    await acting(() => controls().toggle());
    expect(graph.newest?.countIn.positions).toHaveLength(0);
    await acting(() => controls().toggle());
    await acting(() => controls().setCountIn(true));
    expect(controls().hasCountIn).toBe(true);
    await acting(() => controls().toggle());
    // Four quarters of one second before the first note.
    expect(graph.newest?.countIn.positions).toEqual(Float64Array.of(-4000, -3000, -2000, -1000));
    expect(graph.newest?.transport.position).toBe(-4000);
  });
});

describe('a loop', () => {
  const loop = { startSeconds: 5, endSeconds: 8 };

  it('is where the song starts', async () => {
    const { controls, graph } = await open();
    await acting(() => controls().setLoop(loop));
    expect(controls().loop).toEqual(loop);
    expect(controls().position()).toBe(0);
    await acting(() => controls().toggle());
    expect(graph.newest?.transport).toMatchObject({
      position: 5000,
      loop: { start: 5000, end: 8000 },
    });
  });

  it('moves a song that plays outside of it to its start', async () => {
    const { controls, graph } = await open();
    await acting(() => controls().toggle());
    await acting(() => controls().setLoop(loop));
    expect(controls().target()).toBe(5);
    await acting(() => controls().setLoop({ startSeconds: 4, endSeconds: 9 }));
    // The song is in the new loop already.
    expect(graph.newest?.transport).toMatchObject({ position: 5000, loop: { start: 4000 } });
    await acting(() => controls().setLoop(undefined));
    expect(controls().loop).toBeUndefined();
    expect(graph.newest?.transport).not.toHaveProperty('loop');
    expect(controls().target()).toBe(5);
  });

  it('is at least a tenth of a second long', async () => {
    const { controls } = await open();
    await acting(() => controls().setLoop({ startSeconds: 1, endSeconds: 1.05 }));
    expect(controls().loop).toBeUndefined();
    await acting(() => controls().setLoop({ startSeconds: 1, endSeconds: 1.5 }));
    await acting(() => controls().setLoop({ startSeconds: 2, endSeconds: 2.05 }));
    expect(controls().loop).toEqual({ startSeconds: 1, endSeconds: 1.5 });
  });
});

it('offers the chords to be heard where there are any', async () => {
  vi.mocked(openSong).mockReturnValue(new Promise(() => undefined));
  const symbol = { root: { step: 'C', alter: 0 }, kind: 'major' } as const;
  const silent = { startTick: 0, startSeconds: 0, confidence: 1 };
  let shown: typeof score = score;
  const hook = await renderHook(() => usePlayer(fetchStems, 9, shown, heardKey));
  const tracks = async (chords: typeof score.chords) => {
    shown = { ...score, chords: chords ?? [] };
    await hook.rerender();
    return hook.current.writtenTracks;
  };
  expect(hook.current.writtenTracks).toEqual(['melody']);
  expect(await tracks([silent])).toEqual(['melody']);
  expect(await tracks([{ ...silent, symbol }])).toEqual(['melody', 'chords']);
});
