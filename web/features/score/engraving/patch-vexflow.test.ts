import * as vex from 'vexflow/core';
import { expect, it } from 'vitest';
import { speedUpVexFlow } from './patch-vexflow.ts';

const keys = ['Stave', 'StaveNote', 'Beam', 'TextNote', 'Clef.annotation', 'nothing'];

it('fonts and styles stay the same, and each call returns a copy', () => {
  const read = () => keys.map((key) => [vex.Metrics.getFontInfo(key), vex.Metrics.getStyle(key)]);
  const before = read();
  // Copying the fields is enough only if none of them is an object.
  for (const field of before.flat().flatMap((record) => Object.values(record))) {
    expect(field).not.toBeInstanceOf(Object);
  }
  speedUpVexFlow(vex);
  expect(read()).toEqual(before);
  vex.Metrics.getFontInfo('Stave').size = 99;
  expect(read()).toEqual(before);
});

it('numbers stay the same, with and without a fallback', () => {
  const paths = ['Stave.padding', 'StaveTempo.fontSize', 'Tuplet.yOffset', 'nothing.known'];
  const read = () => paths.map((path) => [vex.Metrics.get(path), vex.Metrics.get(path, 7)]);
  const before = read();
  expect(before.at(-1)).toEqual([undefined, 7]);
  speedUpVexFlow(vex);
  expect([read(), read()]).toEqual([before, before]);
});
