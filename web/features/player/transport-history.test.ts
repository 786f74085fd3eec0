import { expect, it } from 'vitest';
import type { Transport } from './engine/transport.ts';
import { TransportHistory } from './transport-history.ts';

const playing = (atFrame: number, position: number): Transport => ({
  atFrame,
  position,
  speed: 1,
  audibleFrom: position,
  end: 1e6,
});

it('begins paused at the start of the song', () => {
  const history = new TransportHistory(1e6);
  expect(history.newest).toMatchObject({ position: 0, speed: 0, end: 1e6 });
  expect(history.positionAt(5000)).toBe(0);
});

it('shows a jump when it becomes audible, not when it is scheduled', () => {
  const history = new TransportHistory(1e6);
  history.push(playing(1000, 0), 800);
  history.push(playing(5000, 90_000), 4000);
  expect([4000, 4999, 5000, 5100].map((frame) => history.positionAt(frame))).toEqual([
    3000, 3999, 90_000, 90_100,
  ]);
  expect(history.newest.position).toBe(90_000);
});

it('never shows a jump that the next one supersedes', () => {
  const history = new TransportHistory(1e6);
  history.push(playing(1000, 0), 800);
  history.push(playing(5000, 90_000), 4000);
  history.push(playing(5000, 20_000), 4000);
  expect([4999, 5001].map((frame) => history.positionAt(frame))).toEqual([3999, 20_001]);
});

it('shows each of several scheduled jumps in turn', () => {
  const history = new TransportHistory(1e6);
  history.push(playing(1000, 0), 800);
  history.push(playing(5000, 90_000), 4000);
  history.push(playing(6000, 20_000), 4000);
  expect([4999, 5000, 5999, 6000].map((frame) => history.positionAt(frame))).toEqual([
    3999, 90_000, 90_999, 20_000,
  ]);
});

it('shows the oldest transport when the clock is before all of them', () => {
  const history = new TransportHistory(1e6);
  history.push(playing(1000, 7000), 800);
  // The clock went past the jump, so the paused start is dropped with the next transport.
  history.push(playing(5000, 90_000), 2000);
  expect(history.positionAt(500)).toBe(7000);
});

it('a pause takes effect at once', () => {
  const history = new TransportHistory(1e6);
  history.push(playing(1000, 0), 800);
  history.push({ ...playing(9000, 4000), speed: 0 }, 4000);
  expect(history.positionAt(4100)).toBe(4000);
});
