import type { Score, ScoreElement } from '@my-pitch/shared/score';
import { beforeAll, expect, it } from 'vitest';
import { engraveInSteps } from './draw-row.ts';
import { layOutRows } from './lay-out-rows.ts';
import type { VexFlowModule } from './load-vexflow.ts';
import { planRow } from './plan-row.ts';
import { measureOf, noteOf, scoreOf } from './score.fixture.ts';
import { importVexFlow } from './testing/import-vexflow.ts';

const width = 1000;
let vex: VexFlowModule;

beforeAll(async () => {
  vex = await importVexFlow();
});

/** The drawn row as SVG. */
const draw = (measures: readonly ScoreElement[][], firstMeasure = 0) =>
  engrave(measures, { firstMeasure }).context.markup();

function engrave(
  measures: readonly ScoreElement[][],
  {
    firstMeasure = 0,
    perRow = 1,
    number = 1,
    drawnWidth = width,
    lyrics,
  }: Partial<Record<'firstMeasure' | 'perRow' | 'number' | 'drawnWidth', number>> & {
    readonly lyrics?: NonNullable<Score['lyrics']>;
  },
) {
  const melody = scoreOf(
    measures.map((elements, index) => measureOf(elements, 0, { startTick: 192 * index, number })),
  );
  const sung = { startSeconds: 0, endSeconds: 1, centreMidi: 69, deviationCents: 0 };
  const sungNotes = [{ ...sung, confidence: 1, loudnessDb: -20 }];
  const score: Score = lyrics ? { ...melody, sungNotes, lyrics } : melody;
  const [layout] = layOutRows(score, { perRow, width, withNoteNames: false });
  if (!layout) throw new Error('A score has a row');
  const row = { ...layout, firstMeasure };
  const drawing = { plans: planRow(score, row), layout: row, perRow, width: drawnWidth };
  const steps = engraveInSteps(vex, drawing, (text) => 10 * text.length);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const a4 = { step: 'A', alter: 0, octave: 4 } as const;
const eighth = { type: 'eighth', durationTicks: 24 } as const;
const inTriplet = { type: 'eighth', durationTicks: 16, tuplet: { actual: 3, normal: 2 } } as const;

/** The horizontal lines of brackets: shapes a unit high. */
function bracketLines(markup: string): number {
  const rectangles = [...markup.matchAll(/M([\d.]+) ([\d.]+)V([\d.]+)H([\d.]+)V/g)];
  return rectangles.filter(([, left, top, bottom, right]) => {
    const isFlat = Math.abs(Number(bottom) - Number(top) - 1) < 0.01;
    return isFlat && Number(right) - Number(left) > 1;
  }).length;
}

it('a triplet has a bracket unless a beam of its own shows its notes', () => {
  const triplet = (beam: number) =>
    [0, 16, 32].map((startTick) => noteOf(a4, { ...inTriplet, startTick, beam }));
  const shared = [
    ...triplet(0),
    noteOf(a4, { ...eighth, startTick: 48, beam: 0 }),
    noteOf(a4, { type: 'half', durationTicks: 96, startTick: 72 }),
  ];
  const own = [...triplet(0), noteOf(a4, { type: 'half', durationTicks: 96, startTick: 48 })];
  const withoutBeam = triplet(0).map(({ beam: _, ...note }) => note);
  expect([shared, own, withoutBeam].map((elements) => bracketLines(draw([elements])))).toEqual([
    2, 0, 2,
  ]);
});

it('the number of a triplet is as near with words under the notes as without', () => {
  const triplet = [0, 16, 32].map((startTick) => noteOf(a4, { ...inTriplet, startTick, beam: 0 }));
  const half = noteOf(a4, { type: 'half', durationTicks: 96, startTick: 48 });
  const elements = [...triplet, half];
  const lyrics = [{ text: 'Freu', sungNote: 0 }];
  const [without, withWords] = [engrave([elements], {}), engrave([elements], { lyrics })];
  // Both rows have the same room above the staff.
  const numberY = (row: typeof without) => {
    const [, ys = '', signs = ''] =
      /<text [^>]* y="([^"]+)"[^>]*>([^<]*\ue883)/.exec(row.context.markup()) ?? [];
    return Number(ys.split(' ')[[...signs].indexOf('\ue883')]);
  };
  expect(numberY(without)).toBeGreaterThan(0);
  expect(numberY(withWords)).toBe(numberY(without));
});

it('a tie from the row above is an arc between signature and note', () => {
  const tied = (more: Partial<ReturnType<typeof noteOf>>) =>
    noteOf(a4, { type: 'whole', durationTicks: 192, ...more });
  const measures = [[tied({ tiedToNext: true })], [tied({ tiedFromPrevious: true })]];
  const [, right = 0, left = 0] =
    /M([\d.]+) [\d.]+C[^L]*? ([\d.]+) [\d.]+L/.exec(draw(measures, 1))?.map(Number) ?? [];
  expect(right - left).toBeGreaterThan(22);
  // It begins after the clef.
  const clef = Number(/<text x="([\d.]+)[^>]*>\ue050/.exec(draw(measures, 1))?.[1]);
  expect(left).toBeGreaterThan(clef + 10);
});

it('a tempo begins where the time signature does', () => {
  const markup = draw([[noteOf(a4), noteOf(a4, { startTick: 48 })]]);
  const signs = [...markup.matchAll(/<text x="([^"]+)"[^>]*>([^<]+)</g)].flatMap(
    ([, xs = '', text = '']) => {
      const positions = xs.split(' ').map(Number);
      return [...text].map((sign, index) => ({ sign, x: positions[index] ?? Number.NaN }));
    },
  );
  const at = (wanted: string) => signs.find(({ sign }) => sign === wanted)?.x;
  const [tempoNote, four] = [at('\ueca5'), at('\ue084')];
  expect(tempoNote).toBeGreaterThan(0);
  expect(Math.abs((tempoNote ?? 0) - (four ?? 0))).toBeLessThan(3);
});

it('a row has four elements for each note, and a few for all else', () => {
  const notes = Array.from({ length: 8 }, (_, index) =>
    noteOf(
      { step: 'C', alter: index % 2, octave: index % 3 === 0 ? 4 : 6 },
      { ...eighth, startTick: 24 * index, beam: Math.floor(index / 4) },
    ),
  );
  const markup = draw([notes]);
  const groups = markup.match(/<g class="vf-stavenote" id="vf-m0e\d" data-element="m0e\d">/g) ?? [];
  expect(groups).toHaveLength(8);
  // Group, target, head with accidental, and stem with ledger lines.
  expect((markup.match(/<\w/g) ?? []).length).toBeLessThan(4 * 8 + 8);
  const stems = markup
    .split('<g ')
    .slice(1)
    .map((group) => group.match(/<path/g)?.length);
  expect(stems).toEqual(Array(8).fill(1));
});

it('the number of a measure is above a high note beside its barline, and in its place beside others', () => {
  const c7 = { step: 'C', alter: 0, octave: 7 } as const;
  /** Sixteenths, one of which is high. */
  const dense = (high: number) =>
    Array.from({ length: 16 }, (_, index) =>
      noteOf(index === high ? c7 : a4, {
        type: '16th',
        durationTicks: 12,
        startTick: 12 * index,
      }),
    );
  const baselines = (high: number) => {
    const row = [dense(high), dense(-1)];
    const { measures } = engrave(row, { perRow: 2, number: 121, drawnWidth: 400 });
    return measures.map(({ baseline }) => baseline);
  };
  for (const elsewhere of [-1, 8]) {
    const [first, second] = baselines(elsewhere);
    expect(second).toBe(first);
  }
  // Numbers are usually 17 above the top line, F5. C7 is eleven steps of five units above it.
  const [first = 0, second] = baselines(15);
  expect(second).toBeLessThan(first + 17 - 55 - 5);
});

it.each([
  ['E', 5, 'in its place beside a tie within the staff', 0],
  ['E', 6, 'above a high tie that crosses its barline', 20],
] as const)('of %s%d tied notes, the number is %s', (step, octave, _, leastRise) => {
  const tied = (more: Partial<ReturnType<typeof noteOf>>) =>
    noteOf({ step, alter: 0, octave }, { type: 'whole', durationTicks: 192, ...more });
  const row = [[tied({ tiedToNext: true })], [tied({ tiedFromPrevious: true })]];
  const { measures, context } = engrave(row, { perRow: 2, number: 12 });
  const [first, second] = measures;
  const rise = (first?.baseline ?? 0) - (second?.baseline ?? 0);
  if (leastRise === 0) expect(rise).toBe(0);
  expect(rise).toBeGreaterThanOrEqual(leastRise);
  // The tie's control points are above all of the tie itself.
  const tie = /M[\d.]+ ([\d.]+)C[\d.]+ ([\d.]+)/.exec(context.markup());
  const [bottom = 0, control = 0] = tie?.slice(1).map(Number) ?? [];
  expect(second?.baseline).toBeLessThan(bottom + 0.75 * (control - bottom) - 3);
  // Its digits are in the row.
  expect(second?.baseline).toBeGreaterThan(9);
});
