import { expect, it } from 'vitest';
import { invisibleSecondsFor, leaseUntil, remainingSeconds } from './lease.ts';

const nowMs = Date.parse('2026-01-01T12:00:00.000Z');

it('ends after its duration', () => {
  expect(leaseUntil(nowMs, 60)).toBe('2026-01-01T12:01:00.000Z');
});

it('ends before its message is visible again', () => {
  expect(invisibleSecondsFor(60)).toBe(62);
});

it('rounds its remaining time up to whole seconds, and never below 0', () => {
  expect(remainingSeconds('2026-01-01T12:00:01.001Z', nowMs)).toBe(2);
  expect(remainingSeconds('2026-01-01T11:00:00.000Z', nowMs)).toBe(0);
});
