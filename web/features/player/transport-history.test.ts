import { expect, test } from 'vitest';
import type { Transport } from './engine/transport.ts';
import { TransportHistory } from './transport-history.ts';

const playing = (atFrame: number, position: number): Transport => ({
  atFrame,
  position,
  speed: 1,
  audibleFrom: position,
  end: 1e6,
});

test('a jump is shown when it is heard, not when it is ordered', () => {
  const history = new TransportHistory(1e6);
  history.push(playing(1000, 0), 800);
  history.push(playing(5000, 90_000), 4000);
  expect([4000, 4999, 5000, 5100].map((frame) => history.positionAt(frame))).toEqual([
    3000, 3999, 90_000, 90_100,
  ]);
  expect(history.newest.position).toBe(90_000);
});

test('a jump that is overtaken by the next one is never shown', () => {
  const history = new TransportHistory(1e6);
  history.push(playing(1000, 0), 800);
  history.push(playing(5000, 90_000), 4000);
  history.push(playing(5000, 20_000), 4000);
  expect([4999, 5001].map((frame) => history.positionAt(frame))).toEqual([3999, 20_001]);
});

test('a pause holds at once', () => {
  const history = new TransportHistory(1e6);
  history.push(playing(1000, 0), 800);
  history.push({ ...playing(9000, 4000), speed: 0 }, 4000);
  expect(history.positionAt(4100)).toBe(4000);
});
