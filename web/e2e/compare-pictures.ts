import type { Page } from 'playwright-core';

/** How unlike two pictures are, in levels of grey (0 to 255) over blocks of 4 × 4 pixels. */
export interface Unlikeness {
  readonly sizes: readonly (readonly [width: number, height: number])[];
  /** Over all blocks. */
  readonly mean: number;
  /** Of the block that differs most. */
  readonly worst: number;
}

/**
 * Compares two PNG pictures. Blocks forgive how a machine smooths edges, and not a symbol that has
 * moved: half a staff space changes some block by more than 100.
 */
export function comparePictures(page: Page, one: Buffer, other: Buffer): Promise<Unlikeness> {
  const urls = [one, other].map((png) => `data:image/png;base64,${png.toString('base64')}`);
  return page.evaluate(async (sources) => {
    const block = 4;
    const greys = await Promise.all(
      sources.map(async (source) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        const [width, height] = [image.naturalWidth, image.naturalHeight];
        const canvas = Object.assign(document.createElement('canvas'), { width, height });
        const context = canvas.getContext('2d')!;
        context.drawImage(image, 0, 0);
        const { data } = context.getImageData(0, 0, width, height);
        const across = Math.ceil(width / block);
        const sums = new Float32Array(across * Math.ceil(height / block));
        for (let i = 0; i < width * height; i++) {
          const place = Math.floor(i / width / block) * across + Math.floor((i % width) / block);
          sums[place]! += (data[4 * i]! + data[4 * i + 1]! + data[4 * i + 2]!) / 3 / block ** 2;
        }
        return { size: [width, height] as const, sums };
      }),
    );
    const [a, b] = [greys[0]!.sums, greys[1]!.sums];
    const differences = [...a].map((grey, i) => Math.abs(grey - (b[i] ?? 0)));
    return {
      sizes: greys.map(({ size }) => size),
      mean: differences.reduce((sum, each) => sum + each, 0) / differences.length,
      worst: Math.max(...differences),
    };
  }, urls);
}
