import { afterEach, expect, it, vi } from 'vitest';
import { createEmfMetrics } from './emf-metrics.ts';

const nowMs = Date.parse('2026-01-02T03:04:05Z');

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** The lines that `record` writes to standard output. */
function linesOf(record: (metrics: ReturnType<typeof createEmfMetrics>) => void): unknown[] {
  vi.useFakeTimers({ toFake: ['Date'], now: nowMs });
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  record(createEmfMetrics());
  return written
    .join('')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

it('writes a line for each value, with the total and each dimension by itself', () => {
  const lines = linesOf((metrics) => {
    metrics.record('SongsCompleted', 1, { Preset: 'best', Provider: 'cuda' });
    metrics.record('WaitingSeconds', 2.5, {});
  });
  expect(lines).toEqual([
    {
      _aws: {
        Timestamp: nowMs,
        CloudWatchMetrics: [
          {
            Namespace: 'MyPitch',
            Dimensions: [['service'], ['service', 'Preset'], ['service', 'Provider']],
            Metrics: [{ Name: 'SongsCompleted', Unit: 'Count' }],
          },
        ],
      },
      service: 'my-pitch',
      Preset: 'best',
      Provider: 'cuda',
      SongsCompleted: 1,
    },
    {
      _aws: {
        Timestamp: nowMs,
        CloudWatchMetrics: [
          {
            Namespace: 'MyPitch',
            Dimensions: [['service']],
            Metrics: [{ Name: 'WaitingSeconds', Unit: 'Seconds' }],
          },
        ],
      },
      service: 'my-pitch',
      WaitingSeconds: 2.5,
    },
  ]);
});
