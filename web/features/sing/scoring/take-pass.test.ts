import { expect, it } from 'vitest';
import { positionAt, type Transport } from '../../player/engine/transport.ts';
import { passAt } from './take-pass.ts';

const playing: Transport = {
  atFrame: 1000,
  position: 500,
  speed: 0.5,
  audibleFrom: 600,
  end: 5000,
};

it('begins when the count-in ends, and ends with the song', () => {
  expect(passAt(playing, 900)).toBeUndefined();
  expect(passAt(playing, 1199)).toBeUndefined();
  expect(passAt(playing, 1200)).toEqual({
    lap: 0,
    startFrame: 1200,
    startPosition: 600,
    speed: 0.5,
  });
  expect(passAt(playing, 1000 + 9000)).toBeUndefined();
  expect(passAt({ ...playing, speed: 0 }, 2000)).toBeUndefined();
});

it('each lap of a loop is a pass of its own, which gives the same positions as the player', () => {
  const looped = { ...playing, audibleFrom: 500, loop: { start: 800, end: 1200 } };
  expect([2000, 2500, 3300].map((frame) => passAt(looped, frame)?.lap)).toEqual([0, 1, 2]);
  for (let frame = 1000; frame < 6000; frame += 77) {
    const pass = passAt(looped, frame);
    const position = (pass?.startPosition ?? 0) + (frame - (pass?.startFrame ?? 0)) * 0.5;
    expect(position).toBeCloseTo(positionAt(looped, frame), 6);
  }
});
