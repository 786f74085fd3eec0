import type { Locator } from 'playwright-core';
import { expect } from 'vitest';

type Box = NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>;

/** The box of an element after it has stopped moving: equal in two samples that are frames apart. */
export async function stillBox(target: Locator): Promise<Box> {
  const seen: (Box | null)[] = [];
  const rests = async () => {
    seen.push(await target.boundingBox());
    const [before, now] = seen.slice(-2);
    return now != null && JSON.stringify(now) === JSON.stringify(before);
  };
  await expect.poll(rests, { interval: 100 }).toBe(true);
  const box = seen.at(-1);
  if (!box) throw new Error('The element is nowhere');
  return box;
}

/** The centre of an element after it has stopped moving. */
export async function stillMiddle(target: Locator): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = await stillBox(target);
  return { x: x + width / 2, y: y + height / 2 };
}
