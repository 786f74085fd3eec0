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
  keepLatency({ seconds: 0.21, source: 'measured' }, storage);
  expect(storedLatency(storage)).toEqual({ seconds: 0.21, source: 'measured' });
  keepLatency({ seconds: -0.2, source: 'sung' }, storage);
  expect(storedLatency(storage)?.seconds).toBe(0.21);
  storage.setItem('my-pitch.latency', '{"seconds":"x"}');
  expect(storedLatency(storage)).toBeUndefined();
});

it('is forgotten when a take is found to be late after all', () => {
  const storage = memoryStorage();
  keepLatency({ seconds: 0.15, source: 'sung' }, storage);
  keepLatency({ seconds: 0.07, source: 'assumed' }, storage);
  expect(storedLatency(storage)).toBeUndefined();
});
