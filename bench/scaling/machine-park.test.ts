import { expect, it } from 'vitest';
import { MachinePark } from './machine-park.ts';

const times = { registerSeconds: 120, restartSeconds: 60, taskStopSeconds: 15, endSeconds: 45 };
const machine = { dollarsPerHour: 1, registeredAtSeconds: 0 };
const nobody = { wanted: 0, running: 0, unplaced: 0 };

it('drains a machine in the first minute without a task and ends it in the next', () => {
  const park = new MachinePark(times);
  park.add(machine, 1000);
  // The task has not stopped yet.
  expect(park.release(nobody, 1010)).toEqual([]);
  expect(park.countUsable(1020)).toBe(1);
  expect(park.release(nobody, 1070)).toEqual([]);
  expect(park.countUsable(1070)).toBe(0);
  const ended = { dollarsPerHour: 1, goneAtSeconds: 1130 + 45, paidSeconds: 130 + 45 };
  expect(park.release(nobody, 1130)).toEqual([ended]);
  expect(park.size).toBe(0);
});

it('keeps a machine for a worker that is wanted, which takes it over', () => {
  const park = new MachinePark(times);
  park.add(machine, 1000);
  park.release({ ...nobody, wanted: 1 }, 1070);
  park.release({ ...nobody, unplaced: 1 }, 1130);
  expect(park.take(1140)).toMatchObject({ paidFromSeconds: 1000 });
  expect(park.take(1140)).toBeUndefined();
});

it('lists a machine only when it has started', () => {
  const park = new MachinePark(times);
  park.add({ ...machine, registeredAtSeconds: 1100 }, 1000);
  expect(park.take(1050)).toBeUndefined();
  // It is new, so it stays for its grace time.
  park.release(nobody, 1110);
  expect(park.countUsable(1110)).toBe(1);
});
