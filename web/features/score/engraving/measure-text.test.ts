import * as vex from 'vexflow/core';
import { expect, it, vi } from 'vitest';
import { rememberTextMeasurements } from './measure-text.ts';

it('measures a text once in each font, and gives the same figures again', () => {
  let measured = 0;
  class Canvas {
    getContext() {
      const context = { font: '' };
      const measureText = (text: string) => {
        measured += 1;
        return {
          width: text.length * Number.parseFloat(/[\d.]+/.exec(context.font)?.[0] ?? '0'),
          actualBoundingBoxAscent: 7,
          actualBoundingBoxDescent: 2,
        };
      };
      return Object.assign(context, { measureText });
    }
  }
  vi.stubGlobal('OffscreenCanvas', Canvas);
  rememberTextMeasurements(vex);
  const measure = (text: string, size: number) => {
    const element = new vex.Element('Test').setText(text);
    element.setFont('Academico', size);
    return [element.getWidth(), element.getHeight(), element.getTextMetrics().width];
  };
  const small = measure('ab', 10);
  const large = measure('ab', 20);
  expect(small).toEqual([20, 9, 20]);
  expect(large).toEqual([40, 9, 40]);
  expect([measure('ab', 10), measure('ab', 20), measured]).toEqual([small, large, 2]);
});
