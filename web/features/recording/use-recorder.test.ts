import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import type { Loudness } from './loudness.ts';
import { canRecord, startRecording } from './start-recording.ts';
import { useRecorder } from './use-recorder.ts';

vi.mock('./start-recording.ts', { spy: true });

const sound = new Blob(['sound'], { type: 'audio/webm' });
const normal: Loudness = { rmsDb: -20, peakDb: -6 };
const quiet: Loudness = { rmsDb: -55, peakDb: -40 };

let loudness: Loudness;
const discard = vi.fn();
const stop = vi.fn(async () => sound);
beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  stubWindow();
  loudness = normal;
  discard.mockClear();
  stop.mockClear();
  vi.mocked(canRecord).mockReturnValue(true);
  vi.mocked(startRecording)
    .mockReset()
    .mockImplementation(async () => ({
      startedAt: new Date(),
      loudness: () => loudness,
      stop,
      discard,
    }));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const afterSeconds = (seconds: number) => acting(() => vi.advanceTimersByTimeAsync(seconds * 1000));

it('reports length and level ten times a second', async () => {
  const hook = await renderHook(() => useRecorder(60));
  expect(hook.current.state).toEqual({
    status: 'recording',
    seconds: 0,
    rmsDb: -20,
    advice: undefined,
  });
  loudness = { rmsDb: -30, peakDb: -6 };
  await afterSeconds(0.1);
  expect(hook.current.state).toMatchObject({ seconds: 0.1, rmsDb: -30 });
});

it('advises on the last two seconds', async () => {
  loudness = quiet;
  const hook = await renderHook(() => useRecorder(60));
  const advice = () => hook.current.state.status === 'recording' && hook.current.state.advice;
  await afterSeconds(1.8);
  expect(advice()).toBeUndefined();
  await afterSeconds(0.1);
  expect(advice()).toBe('too-quiet');
  loudness = normal;
  await afterSeconds(0.1);
  expect(advice()).toBeUndefined();
  loudness = quiet;
  await afterSeconds(1.9);
  expect(advice()).toBeUndefined();
  await afterSeconds(0.1);
  expect(advice()).toBe('too-quiet');
});

it('stops on request', async () => {
  const hook = await renderHook(() => useRecorder(60));
  await afterSeconds(1);
  await acting(() => hook.current.stop());
  await acting(() => hook.current.stop());
  expect(hook.current.state).toEqual({
    status: 'recorded',
    sound,
    startedAt: new Date(0),
    seconds: 1,
    isFull: false,
  });
  expect([stop.mock.calls.length, vi.getTimerCount()]).toEqual([1, 0]);
});

it('stops two seconds before the maximum length, also when that changes', async () => {
  let maxSeconds = 600;
  const hook = await renderHook(() => useRecorder(maxSeconds));
  maxSeconds = 10;
  await hook.rerender();
  await afterSeconds(7.9);
  expect(hook.current.state.status).toBe('recording');
  await afterSeconds(0.1);
  expect(hook.current.state).toMatchObject({ status: 'recorded', isFull: true });
});

it('records again', async () => {
  const hook = await renderHook(() => useRecorder(60));
  await acting(() => hook.current.stop());
  await acting(() => hook.current.restart());
  expect(hook.current.state.status).toBe('recording');
  expect(startRecording).toHaveBeenCalledTimes(2);
});

it('discards the recording when the panel closes', async () => {
  const hook = await renderHook(() => useRecorder(60));
  await hook.unmount();
  expect([discard.mock.calls.length, vi.getTimerCount()]).toEqual([1, 0]);
  expect(vi.mocked(startRecording).mock.lastCall?.[0].aborted).toBe(true);
});

describe('a problem', () => {
  it('is an unsupported browser', async () => {
    vi.mocked(canRecord).mockReturnValue(false);
    const hook = await renderHook(() => useRecorder(60));
    expect(hook.current.state).toEqual({ status: 'problem', problem: 'unsupported' });
    expect(startRecording).not.toHaveBeenCalled();
  });

  it('is a denied microphone', async () => {
    vi.mocked(startRecording).mockRejectedValue(new DOMException('', 'NotAllowedError'));
    const hook = await renderHook(() => useRecorder(60));
    expect(hook.current.state).toEqual({ status: 'problem', problem: 'denied' });
  });
});
