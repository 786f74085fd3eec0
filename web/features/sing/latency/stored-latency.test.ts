import { expect, it } from 'vitest';
import { memoryStorage } from '../../../lib/testing/memory-storage.ts';
import { assumedLatency, keepLatency, storedLatency } from './stored-latency.ts';

it('is assumed from the output’s latency, or its buffer, and a usual microphone', () => {
  expect(assumedLatency({ outputLatency: 0.05, baseLatency: 0.01 }, undefined)).toEqual({
    seconds: 0.07,
    source: 'assumed',
  });
  expect(assumedLatency({ outputLatency: 0, baseLatency: 0.01 }, 0.005).seconds).toBeCloseTo(0.015);
});

it('is kept on the device once it is measured', () => {
  const storage = memoryStorage();
  expect(storedLatency(storage)).toBeUndefined();
  keepLatency(0.21, storage);
  expect(storedLatency(storage)).toEqual({ seconds: 0.21, source: 'measured' });
  keepLatency(-0.2, storage);
  expect(storedLatency(storage)?.seconds).toBe(0.21);
  storage.setItem('my-pitch.latency', '{"seconds":"x"}');
  expect(storedLatency(storage)).toBeUndefined();
});
