import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator } from 'playwright-core';

type Box = NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>;

const patienceMs = 20_000;
/** Longer than a frame. */
const betweenSamplesMs = 100;

/**
 * The box of an element after it has stopped moving: equal in two samples that are frames apart.
 * @throws {Error} when it does not come to rest or is nowhere.
 */
export async function stillBox(target: Locator): Promise<Box> {
  const untilMs = Date.now() + patienceMs;
  let before: Box | null = null;
  while (Date.now() < untilMs) {
    const now = await target.boundingBox();
    if (now && JSON.stringify(now) === JSON.stringify(before)) return now;
    before = now;
    await sleep(betweenSamplesMs);
  }
  throw new Error(`${target} has no place of its own`);
}

/** The centre of an element after it has stopped moving. */
export async function stillMiddle(target: Locator): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = await stillBox(target);
  return { x: x + width / 2, y: y + height / 2 };
}

/** Clicks where an element stands, though it takes no clicks itself, as rests do not. */
export async function clickPlaceOf(target: Locator): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const { x, y } = await stillMiddle(target);
  await target.page().mouse.click(x, y);
}
