import type { Page } from 'playwright-core';

/** The difference of two images, in grey levels (0 to 255) of blocks of 4 × 4 pixels. */
export interface ImageDifference {
  readonly sizes: readonly (readonly [width: number, height: number])[];
  /** Mean over the blocks. */
  readonly mean: number;
  /** Maximum over the blocks. */
  readonly max: number;
}

/**
 * Compares two PNG images in blocks, which tolerates differences in anti-aliasing, but not a symbol
 * that has moved: half a staff space changes some block by more than 100.
 */
export function comparePictures(page: Page, one: Buffer, other: Buffer): Promise<ImageDifference> {
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
          const index = Math.floor(i / width / block) * across + Math.floor((i % width) / block);
          sums[index]! += (data[4 * i]! + data[4 * i + 1]! + data[4 * i + 2]!) / 3 / block ** 2;
        }
        return { size: [width, height] as const, sums };
      }),
    );
    const [a, b] = [greys[0]!.sums, greys[1]!.sums];
    const differences = [...a].map((grey, i) => Math.abs(grey - (b[i] ?? 0)));
    return {
      sizes: greys.map(({ size }) => size),
      mean: differences.reduce((sum, each) => sum + each, 0) / differences.length,
      max: Math.max(...differences),
    };
  }, urls);
}
