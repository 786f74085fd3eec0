import type { Stave } from 'vexflow/core';
import type { BuiltMeasure } from './build-measure.ts';
import type { RowContext } from './row-context.ts';

const targetHeight = 84;
const minTargetWidth = 26;
const targetMargin = 7;

/** Gives each note and rest of a measure a group of its own. Call it before the measure is drawn. */
export function groupNotes(context: RowContext, { plan, notes }: BuiltMeasure): void {
  for (const [index, { id, element }] of plan.elements.entries()) {
    if (element.kind === 'rest') context.addRest(id);
    // VexFlow draws the stem of a beamed note with its beam.
    else context.addNote(id, notes[index]?.getStem()?.getAttribute('id'));
  }
}

/** Adds the touch targets of a measure's drawn notes. */
export function addTargets(context: RowContext, { plan, notes }: BuiltMeasure, stave: Stave): void {
  for (const [index, { id, element }] of plan.elements.entries()) {
    const note = notes[index];
    if (!note || element.kind === 'rest') continue;
    const next = notes[index + 1]?.getAbsoluteX() ?? stave.getX() + stave.getWidth();
    const x = note.getAbsoluteX() - targetMargin;
    context.setTarget(id, {
      x,
      width: Math.max(minTargetWidth, next - targetMargin - x),
      y: stave.getYForLine(2) - targetHeight / 2,
      height: targetHeight,
    });
  }
}
