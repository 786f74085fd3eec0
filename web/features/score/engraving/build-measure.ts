import type { StaveNote } from 'vexflow/core';
import { wordGap, wordWidth } from '../../lyrics/word-width.ts';
import type { TupletGroup } from './groups.ts';
import type { VexFlowModule } from './load-vexflow.ts';
import type { PlannedElement, PlannedMeasure } from './plan-row.ts';

/** A measure's VexFlow objects, without positions. */
export interface BuiltMeasure {
  readonly plan: PlannedMeasure;
  readonly notes: readonly StaveNote[];
  readonly voice: InstanceType<VexFlowModule['Voice']>;
  /** Has joined the voice already. */
  readonly formatter: InstanceType<VexFlowModule['Formatter']>;
  readonly beams: readonly InstanceType<VexFlowModule['Beam']>[];
  readonly tuplets: readonly InstanceType<VexFlowModule['Tuplet']>[];
  /** Minimum width in which its notes do not touch. */
  readonly minNoteWidth: number;
}

/** Turns a planned measure into VexFlow notes, beams and tuplets. */
export function buildMeasure(vex: VexFlowModule, plan: PlannedMeasure): BuiltMeasure {
  const notes = plan.elements.map((planned) => buildNote(vex, planned));
  const pick = (indexes: readonly number[]) => indexes.flatMap((index) => notes[index] ?? []);
  // Beams first: they set the stem directions, which decide the side of a tuplet's number.
  const beams = plan.beams.map((indexes) => new vex.Beam(pick(indexes), true));
  const tuplets = plan.tuplets.map((group) => buildTuplet(vex, group, pick(group.indexes), plan));
  const voice = new vex.Voice().setMode(vex.VoiceMode.SOFT).addTickables(notes);
  const formatter = new vex.Formatter().joinVoices([voice]);
  return {
    plan,
    notes,
    voice,
    formatter,
    beams,
    tuplets,
    minNoteWidth: formatter.preCalculateMinTotalWidth([voice]),
  };
}

function buildTuplet(
  vex: VexFlowModule,
  { indexes, actual, normal }: TupletGroup,
  notes: StaveNote[],
  { beams }: PlannedMeasure,
) {
  const down = notes.filter((note) => note.hasStem() && note.getStemDirection() < 0).length;
  const { LOCATION_BOTTOM, LOCATION_TOP } = vex.Tuplet;
  return new vex.Tuplet(notes, {
    numNotes: actual,
    notesOccupied: normal,
    ratioed: false,
    location: down > notes.length / 2 ? LOCATION_BOTTOM : LOCATION_TOP,
    bracketed: !beams.some((beam) => hasSameNotes(beam, indexes)),
  });
}

/** Whether a beam shows which notes belong to a tuplet: it has these, and no others. */
function hasSameNotes(beam: readonly number[], tuplet: readonly number[]): boolean {
  return beam.length === tuplet.length && tuplet.every((index) => beam.includes(index));
}

/** A text that takes its width from the notes beside it, and is drawn elsewhere. */
function spaceForWords(vex: VexFlowModule, width: number) {
  const space = new vex.Annotation('');
  // Above, the usual place, it would move the number of a triplet.
  space.setVerticalJustification(vex.Annotation.VerticalJustify.CENTER);
  space.getWidth = () => width;
  space.draw = () => undefined;
  return space;
}

function buildNote(vex: VexFlowModule, planned: PlannedElement): StaveNote {
  const { note, element, accidental, id } = planned;
  const built = new vex.StaveNote({
    ...note,
    keys: [...note.keys],
    autoStem: element.kind === 'note',
  });
  built.setAttribute('id', id);
  if (accidental) built.addModifier(new vex.Accidental(accidental), 0);
  const room = Math.max(0, ...planned.words.map((word) => wordWidth(word.text) + wordGap));
  if (room > wordGap) built.addModifier(spaceForWords(vex, room), 0);
  for (let dot = 0; dot < note.dots; dot += 1) vex.Dot.buildAndAttach([built], { all: true });
  return built;
}
