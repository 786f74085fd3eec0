import { type AccidentalSign, accidentalsOf } from '@my-pitch/shared/notation/accidentals';
import type { Measure, Score, ScoreElement } from '@my-pitch/shared/score';
import { chordsAbove, type PlannedChord } from '../../chords/planned-chords.ts';
import { type PlannedWord, wordsUnder } from '../../lyrics/planned-words.ts';
import { elementId } from './element-id.ts';
import { beamGroups, type TupletGroup, tupletGroups } from './groups.ts';
import type { RowLayout } from './lay-out-rows.ts';
import { vexClef, vexKeySignature, vexNote, vexTempo } from './symbols.ts';

export interface PlannedElement {
  readonly id: string;
  readonly element: ScoreElement;
  readonly note: ReturnType<typeof vexNote>;
  readonly accidental: AccidentalSign | undefined;
  readonly words: readonly PlannedWord[];
}

/** Everything that is drawn in one measure, except positions. */
export interface PlannedMeasure {
  readonly number: number;
  /** Sharps of the key, negative for flats. */
  readonly fifths: number;
  readonly elements: readonly PlannedElement[];
  readonly beams: readonly (readonly number[])[];
  readonly tuplets: readonly TupletGroup[];
  readonly clef?: ReturnType<typeof vexClef>;
  readonly keySignature?: { readonly now: string; readonly before?: string };
  readonly timeSignature?: string;
  /** The argument of `Stave.setTempo`, where the tempo changes. */
  readonly tempo?: ReturnType<typeof vexTempo>;
  readonly chords: readonly PlannedChord[];
  readonly isLast: boolean;
}

/** Plans what is drawn in one row of measures. */
export function planRow(
  score: Score,
  { firstMeasure, measureCount }: Pick<RowLayout, 'firstMeasure' | 'measureCount'>,
): readonly PlannedMeasure[] {
  return Array.from({ length: measureCount }, (_, index) =>
    planMeasure(score, firstMeasure + index, index === 0),
  );
}

function planMeasure(score: Score, index: number, startsRow: boolean): PlannedMeasure {
  const measure = score.measures[index] as Measure;
  const before = score.measures[index - 1];
  const accidentals = accidentalsOf(measure);
  const tempo = score.tempos.find(
    ({ tick }) => tick >= measure.startTick && tick < measure.startTick + measure.lengthTicks,
  );
  return {
    number: measure.number,
    fifths: measure.keySignature.fifths,
    elements: measure.elements.map((element, elementIndex) => ({
      id: elementId(index, elementIndex),
      element,
      note: vexNote(element, score.clef),
      accidental: accidentals[elementIndex],
      words: wordsUnder(score, element),
    })),
    beams: beamGroups(measure),
    tuplets: tupletGroups(measure),
    chords: chordsAbove(score, measure),
    isLast: index === score.measures.length - 1,
    ...(startsRow ? { clef: vexClef(score.clef) } : {}),
    ...planSignatures(measure, before, startsRow),
    ...(tempo ? { tempo: vexTempo(tempo, measure.timeSignature) } : {}),
  };
}

function planSignatures(measure: Measure, before: Measure | undefined, startsRow: boolean) {
  const key = vexKeySignature(measure.keySignature.fifths);
  const keyBefore = before && vexKeySignature(before.keySignature.fifths);
  const time = timeText(measure);
  return {
    ...(startsRow ? { keySignature: { now: key } } : {}),
    ...(!startsRow && keyBefore && keyBefore !== key
      ? { keySignature: { now: key, before: keyBefore } }
      : {}),
    ...(!before || timeText(before) !== time ? { timeSignature: time } : {}),
  };
}

function timeText({ timeSignature: { beats, beatType } }: Measure): string {
  return `${beats}/${beatType}`;
}
