import * as vex from 'vexflow/core';
import { expect, test } from 'vitest';
import { quickenVexFlow } from './patch-vexflow.ts';

const keys = ['Stave', 'StaveNote', 'Beam', 'TextNote', 'Clef.annotation', 'nothing'];

test('what VexFlow says of fonts and styles stays the same, and each its own copy', () => {
  const read = () => keys.map((key) => [vex.Metrics.getFontInfo(key), vex.Metrics.getStyle(key)]);
  const before = read();
  // A copy of the fields is enough only while all of them are plain.
  for (const field of before.flat().flatMap((record) => Object.values(record))) {
    expect(field).not.toBeInstanceOf(Object);
  }
  quickenVexFlow(vex);
  expect(read()).toEqual(before);
  vex.Metrics.getFontInfo('Stave').size = 99;
  expect(read()).toEqual(before);
});

test('a drawing’s state is put back as it was saved', () => {
  quickenVexFlow(vex);
  const context: vex.SVGContext = Object.create(vex.SVGContext.prototype);
  const [state, attributes] = [{ scaleX: 1 }, { fill: 'black' }];
  Object.assign(context, { state: { ...state }, attributes: { ...attributes }, stateStack: [] });
  context.save();
  Object.assign(context.state, { scaleX: 2 });
  Object.assign(context.attributes, { fill: 'red' });
  context.restore();
  expect([context.state, context.attributes]).toEqual([state, attributes]);
  context.restore();
  expect(context.attributes).toEqual(attributes);
});
