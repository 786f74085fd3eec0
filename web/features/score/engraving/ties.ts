import type { StaveNote, StaveTie } from 'vexflow/core';
import type { BuiltMeasure } from './build-measure.ts';
import type { VexFlowModule } from './load-vexflow.ts';

/** Ties within the row, and the halves of ties that come from the row above or go on below. */
export function tiesOf(vex: VexFlowModule, built: readonly BuiltMeasure[]): readonly StaveTie[] {
  const placed = built.flatMap(({ plan, notes }) =>
    plan.elements.map(({ element }, index) => ({ element, note: notes[index] as StaveNote })),
  );
  return placed.flatMap(({ element, note }, index) => {
    if (element.kind !== 'note') return [];
    const next = placed[index + 1];
    const ends = { firstIndexes: [0], lastIndexes: [0] };
    const arrives = element.tiedFromPrevious && index === 0;
    return [
      ...(arrives ? [new vex.StaveTie({ firstNote: null, lastNote: note, ...ends })] : []),
      ...(element.tiedToNext
        ? [new vex.StaveTie({ firstNote: note, lastNote: next?.note ?? null, ...ends })]
        : []),
    ];
  });
}
