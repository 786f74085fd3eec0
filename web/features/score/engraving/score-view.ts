import type { Score } from '@my-pitch/shared/score';
import { DrawQueue, isInWindow } from './draw-queue.ts';
import { drawRowInSteps } from './draw-row.ts';
import { measureOfElement } from './element-id.ts';
import { layOutRows, type RowLayout } from './lay-out-rows.ts';
import type { VexFlowModule } from './load-vexflow.ts';
import { type NoteNaming, nameIn } from './note-names.ts';
import { planRow } from './plan-row.ts';

export interface ViewOptions {
  /** How many measures stand in a row. */
  readonly perRow: number;
  /** A row's width in VexFlow's units: the sheet's width without zoom. */
  readonly width: number;
  /** How notes are named under the staff; absent for not at all. */
  readonly naming?: NoteNaming | undefined;
}

/** What players and other views need to find notes on the sheet. */
export interface ScoreHandle {
  /** The group of a drawn note; `undefined` while its row is not drawn. Cheap enough for every frame. */
  elementOf(elementId: string): SVGGElement | undefined;
  /** The row that holds an element, drawn or not: something to scroll to. */
  rowOf(elementId: string): HTMLElement | undefined;
}

interface Row {
  readonly layout: RowLayout;
  readonly element: HTMLElement;
  /** What is drawn in it, as text; `undefined` while it is empty. */
  drawn?: string;
}

interface ReadingPlace {
  readonly measure: number;
  /** Of its row, from the window's top. */
  readonly top: number;
  readonly scrollY: number;
}

const drawMargin = '150% 0px';
const keepMargin = '500% 0px';

/**
 * A score on a sheet. Every row has its place from the start, but only the rows near the window are
 * drawn, and those far from it are emptied, so that a long score opens and scrolls like a short one.
 */
export class ScoreView implements ScoreHandle {
  private readonly vex: VexFlowModule;
  private readonly sheet: HTMLElement;
  private readonly elements = new Map<string, SVGGElement>();
  private readonly rowOfElement = new Map<Element, Row>();
  private readonly nearObserver: IntersectionObserver;
  private readonly farObserver: IntersectionObserver;
  private readonly queue = new DrawQueue<Row>((row) => this.drawInSteps(row));
  private rows: readonly Row[] = [];
  private rowOfMeasure: readonly Row[] = [];
  private reading: ReadingPlace | undefined;
  private shownWidth = 0;
  private score: Score | undefined;
  private options: ViewOptions = { perRow: 1, width: 1 };

  constructor(vex: VexFlowModule, sheet: HTMLElement) {
    this.vex = vex;
    this.sheet = sheet;
    this.nearObserver = new IntersectionObserver((entries) => this.approach(entries), {
      rootMargin: drawMargin,
    });
    this.farObserver = new IntersectionObserver((entries) => this.leave(entries), {
      rootMargin: keepMargin,
    });
    window.addEventListener('scroll', this.noticeScroll, { passive: true });
  }

  /** Shows a score, or the same one anew; the measure that is being read stays where it is. */
  show(score: Score, options: ViewOptions): void {
    const reading = this.readingPlace();
    const drawings = this.takeDrawings();
    this.score = score;
    this.options = options;
    this.shownWidth = this.sheet.clientWidth;
    this.rows = layOutRows(score, {
      ...options,
      withNoteNames: options.naming !== undefined,
    }).map((layout) => ({ layout, element: this.createRow(layout) }));
    this.rowOfMeasure = this.rows.flatMap((row) => Array(row.layout.measureCount).fill(row));
    for (const row of this.rows) this.rowOfElement.set(row.element, row);
    this.sheet.replaceChildren(...this.rows.map(({ element }) => element));
    if (reading) this.returnTo(reading);
    for (const row of this.rowsInWindow()) this.draw(row, drawings);
    for (const { element } of this.rows) {
      this.nearObserver.observe(element);
      this.farObserver.observe(element);
    }
  }

  elementOf(elementId: string): SVGGElement | undefined {
    return this.elements.get(elementId);
  }

  rowOf(elementId: string): HTMLElement | undefined {
    return this.rowOfMeasure[measureOfElement(elementId)]?.element;
  }

  /** Draws every row and keeps it until the next `show`: a printer sees no window. */
  drawAll(): void {
    // What they have yet to tell of rows far from the window would empty these again.
    this.nearObserver.disconnect();
    this.farObserver.disconnect();
    for (const row of this.rows) this.draw(row);
  }

  disconnect(): void {
    window.removeEventListener('scroll', this.noticeScroll);
    this.queue.clear();
    this.nearObserver.disconnect();
    this.farObserver.disconnect();
    this.sheet.replaceChildren();
  }

  private createRow({ height }: RowLayout): HTMLElement {
    const element = document.createElement('div');
    element.className = 'score-row';
    element.style.aspectRatio = `${this.options.width} / ${height}`;
    return element;
  }

  /** Empties the view; what was drawn can be shown again where the same is wanted. */
  private takeDrawings(): Map<string, Element> {
    this.queue.clear();
    this.nearObserver.disconnect();
    this.farObserver.disconnect();
    this.elements.clear();
    this.rowOfElement.clear();
    return new Map(
      this.rows.flatMap(({ drawn, element: { firstElementChild: svg } }) =>
        drawn && svg ? [[drawn, svg] as const] : [],
      ),
    );
  }

  private draw(row: Row, drawings?: ReadonlyMap<string, Element>): void {
    const steps = this.drawInSteps(row, drawings);
    while (!steps.next().done);
  }

  private *drawInSteps(row: Row, drawings?: ReadonlyMap<string, Element>): Generator<void, void> {
    if (row.drawn !== undefined || !this.score) return;
    const { naming, perRow, width } = this.options;
    const { layout, element } = row;
    const plans = planRow(this.score, layout);
    const content = JSON.stringify([plans, layout, this.options]);
    const nameOf = naming && nameIn(naming);
    const svg =
      drawings?.get(content) ??
      (yield* drawRowInSteps(this.vex, {
        plans,
        layout,
        perRow,
        width,
        ...(nameOf ? { nameOf } : {}),
      }));
    // Somebody may have drawn it at once meanwhile.
    if (row.drawn !== undefined) return;
    row.drawn = content;
    element.replaceChildren(svg);
    for (const note of element.querySelectorAll<SVGGElement>('[data-element]')) {
      this.elements.set(note.dataset.element ?? '', note);
    }
  }

  private erase(row: Row): void {
    if (row.drawn === undefined) return;
    delete row.drawn;
    for (const note of row.element.querySelectorAll<SVGGElement>('[data-element]')) {
      this.elements.delete(note.dataset.element ?? '');
    }
    row.element.replaceChildren();
  }

  private approach(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const row = this.rowOfElement.get(target);
      if (!row || row.drawn !== undefined) continue;
      if (isIntersecting) this.queue.add(row);
      else this.queue.remove(row);
    }
  }

  private leave(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const row = this.rowOfElement.get(target);
      if (!row || isIntersecting) continue;
      this.erase(row);
      // It may have come back already, of which the other observer has told while it was still drawn.
      this.nearObserver.unobserve(target);
      this.nearObserver.observe(target);
    }
  }

  private rowsInWindow(): readonly Row[] {
    return this.rows.filter(({ element }) => isInWindow(element));
  }

  /**
   * The first measure in the window and where its row stands, unless the sheet begins in the window.
   * Until somebody scrolls it stays the same, or each change of width would lead a little back.
   */
  private readingPlace(): ReadingPlace | undefined {
    if (this.sheet.getBoundingClientRect().top >= 0) return undefined;
    if (this.reading) return this.reading;
    const row = this.rowsInWindow()[0];
    const top = row?.element.getBoundingClientRect().top ?? 0;
    return row && { measure: row.layout.firstMeasure, top, scrollY: window.scrollY };
  }

  private returnTo({ measure, top }: ReadingPlace): void {
    const row = this.rowOfMeasure[Math.min(measure, this.rowOfMeasure.length - 1)];
    const moved = (row?.element.getBoundingClientRect().top ?? top) - top;
    if (moved !== 0) window.scrollBy({ top: moved, behavior: 'instant' });
    this.reading = { measure, top, scrollY: window.scrollY };
  }

  /** Forgets the reading place when the reader scrolls, not when we do or a new width does. */
  private readonly noticeScroll = (): void => {
    const isOurs = Math.abs(window.scrollY - (this.reading?.scrollY ?? Number.NaN)) < 2;
    if (!isOurs && this.sheet.clientWidth === this.shownWidth) this.reading = undefined;
  };
}
