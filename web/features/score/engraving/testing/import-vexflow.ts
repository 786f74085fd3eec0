import { vi } from 'vitest';
import type { VexFlowModule } from '../load-vexflow.ts';

/** Every sign is as wide and high as this; Node has no canvas to measure it. */
class FixedMeasures {
  getContext() {
    const measureText = (text: string) => ({
      width: 10 * text.length,
      actualBoundingBoxAscent: 5,
      actualBoundingBoxDescent: 5,
    });
    return { font: '', measureText };
  }
}

/** VexFlow for tests in Node, with signs of one size. */
export function importVexFlow(): Promise<VexFlowModule> {
  vi.stubGlobal('OffscreenCanvas', FixedMeasures);
  return import('vexflow/core');
}
