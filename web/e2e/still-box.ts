import type { Locator } from 'playwright-core';
import { expect } from 'vitest';

type Box = NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>;

/** Where an element is once it has come to rest: the same place in two samples that are frames apart. */
export async function stillBox(target: Locator): Promise<Box> {
  let before: Box | null = null;
  const rests = async () => {
    const [last, now] = [before, await target.boundingBox()];
    before = now;
    return now !== null && JSON.stringify(now) === JSON.stringify(last);
  };
  await expect.poll(rests, { interval: 100 }).toBe(true);
  return before as unknown as Box;
}

/** The middle of an element once it has come to rest. */
export async function stillMiddle(target: Locator): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = await stillBox(target);
  return { x: x + width / 2, y: y + height / 2 };
}
