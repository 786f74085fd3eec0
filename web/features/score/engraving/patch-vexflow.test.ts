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

it('restores the state of a drawing as it was saved', () => {
  speedUpVexFlow(vex);
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
