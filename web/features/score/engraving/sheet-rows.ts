import type { Score } from '@my-pitch/shared/score';
import { drawRowInSteps } from './draw-row.ts';
import type { RowLayout } from './lay-out-rows.ts';
import type { VexFlowModule } from './load-vexflow.ts';
import { type NoteNaming, nameIn } from './note-names.ts';
import { planRow } from './plan-row.ts';

export interface ViewOptions {
  /** Number of measures in a row. */
  readonly perRow: number;
  /** Width of a row in VexFlow's units: the sheet's width without zoom. */
  readonly width: number;
  /** Naming of the notes under the staff; absent for no names. */
  readonly naming?: NoteNaming | undefined;
}

/** A row of measures on the page. It always has its place there, but is not always drawn. */
export interface SheetRow {
  readonly layout: RowLayout;
  readonly element: HTMLElement;
  /** The drawn content as text; `undefined` while the row is empty. */
  drawn?: string;
  /** The drawing of a row out of the document, which it shows when it comes near the window. */
  kept?: { readonly content: string; readonly svg: Element };
}

/** Creates an empty row with the height of its drawing. */
export function createRow(layout: RowLayout, width: number): SheetRow {
  const element = document.createElement('div');
  element.className = 'score-row';
  element.style.aspectRatio = `${width} / ${layout.height}`;
  return { layout, element };
}

/** The drawings of rows, which rows with the same content can reuse, by content. */
export function drawingsOf(rows: readonly SheetRow[]): ReadonlyMap<string, Element> {
  return new Map(
    rows.flatMap(({ drawn, kept, element: { firstElementChild: svg } }) => {
      if (kept) return [[kept.content, kept.svg] as const];
      return drawn && svg ? [[drawn, svg] as const] : [];
    }),
  );
}

/** Whether a row is drawn, in the document or out of it. */
export function hasDrawing({ drawn, kept }: SheetRow): boolean {
  return drawn !== undefined || kept !== undefined;
}

/** Draws and erases the rows of a score, and finds the notes in them. */
export class RowPainter {
  readonly #vex: VexFlowModule;
  readonly #notes = new Map<string, SVGGElement>();
  #score: Score | undefined;
  #options: ViewOptions = { perRow: 1, width: 1 };
  #drawings: ReadonlyMap<string, Element> = new Map();

  constructor(vex: VexFlowModule) {
    this.#vex = vex;
  }

  /**
   * Starts another score, or the same with other options; the rows so far are no longer drawn.
   * @param drawings to reuse; see {@link drawingsOf}.
   */
  reset(score: Score, options: ViewOptions, drawings: ReadonlyMap<string, Element>): void {
    this.#drawings = drawings;
    this.#notes.clear();
    this.#score = score;
    this.#options = options;
  }

  /** The group of a drawn note; `undefined` while its row is not drawn. */
  noteOf(elementId: string): SVGGElement | undefined {
    return this.#notes.get(elementId);
  }

  /** Draws a row at once. */
  draw(row: SheetRow): void {
    const steps = this.drawInSteps(row);
    while (!steps.next().done);
  }

  /** Draws a row with pauses; does nothing if it is drawn already. */
  *drawInSteps(row: SheetRow): Generator<void, void> {
    yield* this.prepareInSteps(row);
    // The row may have been drawn at once during a pause.
    if (row.drawn === undefined && row.kept) this.#insert(row, row.kept.content, row.kept.svg);
  }

  /** Draws a row outside the document, with pauses, to be shown later; does nothing if there is a drawing. */
  *prepareInSteps(row: SheetRow): Generator<void, void> {
    if (hasDrawing(row) || !this.#score) return;
    const { naming, perRow, width } = this.#options;
    const { layout } = row;
    const plans = planRow(this.#score, layout);
    const content = JSON.stringify([plans, layout, this.#options]);
    const nameOf = naming && nameIn(naming);
    const svg =
      this.#drawings.get(content) ??
      (yield* drawRowInSteps(this.#vex, {
        plans,
        layout,
        perRow,
        width,
        ...(nameOf ? { nameOf } : {}),
      }));
    if (!hasDrawing(row)) row.kept = { content, svg };
  }

  /** Takes a row's drawing out of the document, and keeps it. */
  erase(row: SheetRow): void {
    const { drawn, element } = row;
    if (drawn === undefined) return;
    for (const note of notesIn(element)) this.#notes.delete(note.dataset.element ?? '');
    const { firstElementChild: svg } = element;
    delete row.drawn;
    if (svg) row.kept = { content: drawn, svg };
    element.replaceChildren();
  }

  #insert(row: SheetRow, content: string, svg: Element): void {
    delete row.kept;
    row.drawn = content;
    row.element.replaceChildren(svg);
    for (const note of notesIn(row.element)) this.#notes.set(note.dataset.element ?? '', note);
  }
}

function notesIn(element: HTMLElement): NodeListOf<SVGGElement> {
  return element.querySelectorAll<SVGGElement>('[data-element]');
}
