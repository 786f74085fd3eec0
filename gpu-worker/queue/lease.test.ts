import { expect, it } from 'vitest';
import { invisibleSecondsFor, leaseUntil, remainingSeconds } from './lease.ts';

const nowMs = Date.parse('2026-01-01T12:00:00.000Z');

it('ends so many seconds from now', () => {
  expect(leaseUntil(nowMs, 60)).toBe('2026-01-01T12:01:00.000Z');
});

it('is over before its message is visible again', () => {
  expect(invisibleSecondsFor(60)).toBeGreaterThan(60);
});

it('tells what is left in whole seconds, never too few and never below none', () => {
  expect(remainingSeconds('2026-01-01T12:00:01.001Z', nowMs)).toBe(2);
  expect(remainingSeconds('2026-01-01T11:00:00.000Z', nowMs)).toBe(0);
});
