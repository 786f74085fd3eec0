import type { Score } from '@my-pitch/shared/score';
import { DrawAhead } from './draw-ahead.ts';
import { DrawQueue, isInWindow } from './draw-queue.ts';
import { measureOfElement } from './element-id.ts';
import { layOutRows } from './lay-out-rows.ts';
import type { VexFlowModule } from './load-vexflow.ts';
import { ReadingPosition } from './reading-position.ts';
import { RowDistance } from './row-distance.ts';
import {
  createRow,
  drawingsOf,
  hasDrawing,
  RowPainter,
  type SheetRow,
  type ViewOptions,
} from './sheet-rows.ts';
import { type StaffPoint, staffPointIn, type WindowPoint, windowPointIn } from './staff-point.ts';

/** How long the first paint of a score waits for rows after its first. */
const firstPaintMs = 24;
/** So many windows below the present one are drawn ahead: on a phone, the most of a song of three minutes. */
const aheadWindows = 20;

/** Finds notes on the sheet, for the player and other views. */
export interface ScoreHandle {
  /** The group of a drawn note; `undefined` while its row is not drawn. Cheap enough for every frame. */
  elementOf(elementId: string): SVGGElement | undefined;
  /** The row that contains an element, drawn or not, to scroll to. */
  rowOf(elementId: string): HTMLElement | undefined;
  /** The staff point at a point of the window; `undefined` between rows and over what is not drawn. */
  staffPointAt(x: number, y: number): StaffPoint | undefined;
  /** Where a staff point is in the window; `undefined` while its row is not drawn. */
  windowPointOf(point: StaffPoint): WindowPoint | undefined;
  /** The row that contains a tick, drawn or not. */
  rowAt(tick: number): HTMLElement | undefined;
}

/**
 * A score on a sheet. All rows have their heights from the start, but only those near the window are
 * drawn, and those far from it are erased, so that long scores open and scroll like short ones.
 */
export class ScoreView implements ScoreHandle {
  readonly #sheet: HTMLElement;
  readonly #painter: RowPainter;
  readonly #queue: DrawQueue<SheetRow>;
  readonly #distance: RowDistance;
  readonly #ahead: DrawAhead<SheetRow>;
  readonly #reading: ReadingPosition;
  #rows: readonly SheetRow[] = [];
  #score: Score | undefined;
  #rowOfMeasure: readonly SheetRow[] = [];

  constructor(vex: VexFlowModule, sheet: HTMLElement) {
    this.#sheet = sheet;
    this.#painter = new RowPainter(vex);
    this.#queue = new DrawQueue((row) => this.#painter.drawInSteps(row));
    this.#reading = new ReadingPosition(sheet);
    this.#distance = new RowDistance({
      onNear: (row) => {
        if (row.drawn === undefined) this.#queue.add(row);
        this.#ahead.wake();
      },
      onNotNear: (row) => row.drawn === undefined && this.#queue.remove(row),
      onFar: (row) => this.#painter.erase(row),
    });
    this.#ahead = new DrawAhead(
      () => this.#distance.rowsBelow(aheadWindows).find((row) => !hasDrawing(row)),
      (row) => this.#painter.prepareInSteps(row),
    );
  }

  /** Shows a score, or the same one with other options. The measure that is being read stays in place. */
  show(score: Score, options: ViewOptions): void {
    const position = this.#reading.capture(() => this.#rowsInWindow()[0]);
    const drawings = drawingsOf(this.#rows);
    this.#queue.clear();
    this.#ahead.stop();
    this.#distance.disconnect();
    this.#painter.reset(score, options, drawings);
    this.#score = score;
    this.#reading.setShownWidth(this.#sheet.clientWidth);
    const layouts = layOutRows(score, { ...options, withNoteNames: options.naming !== undefined });
    this.#rows = layouts.map((layout) => createRow(layout, options.width));
    this.#rowOfMeasure = this.#rows.flatMap((row) => Array(row.layout.measureCount).fill(row));
    this.#sheet.replaceChildren(...this.#rows.map(({ element }) => element));
    if (position) this.#reading.restore(position, this.#rowOfMeasure);
    this.#drawAtOnce();
    this.#distance.observe(this.#rows);
  }

  /** Draws the rows in the window, at least one. If time runs out the next frames draw the others. */
  #drawAtOnce(): void {
    const endMs = performance.now() + firstPaintMs;
    for (const row of this.#rowsInWindow()) {
      this.#painter.draw(row);
      if (performance.now() >= endMs) return;
    }
  }

  elementOf(elementId: string): SVGGElement | undefined {
    return this.#painter.noteOf(elementId);
  }

  rowOf(elementId: string): HTMLElement | undefined {
    return this.#rowOfMeasure[measureOfElement(elementId)]?.element;
  }

  staffPointAt(x: number, y: number): StaffPoint | undefined {
    const row = this.#rows.find(({ element }) => {
      const { top, bottom } = element.getBoundingClientRect();
      return y >= top && y < bottom;
    });
    return row && this.#score && staffPointIn(row, this.#score, { x, y });
  }

  windowPointOf(point: StaffPoint): WindowPoint | undefined {
    const row = this.#rowAt(point.tick);
    return row && this.#score && windowPointIn(row, this.#score, point);
  }

  rowAt(tick: number): HTMLElement | undefined {
    return this.#rowAt(tick)?.element;
  }

  /** Draws all rows and keeps them until the next {@link show}, for printing. */
  drawAll(): void {
    // Pending reports of rows far from the window would erase these again.
    this.#distance.disconnect();
    this.#ahead.stop();
    for (const row of this.#rows) this.#painter.draw(row);
  }

  disconnect(): void {
    this.#reading.disconnect();
    this.#queue.clear();
    this.#ahead.stop();
    this.#distance.disconnect();
    this.#sheet.replaceChildren();
  }

  #rowAt(tick: number): SheetRow | undefined {
    const measure = this.#score?.measures.findLastIndex(({ startTick }) => startTick <= tick);
    return measure === undefined ? undefined : this.#rowOfMeasure[measure];
  }

  #rowsInWindow(): readonly SheetRow[] {
    return this.#rows.filter(({ element }) => isInWindow(element));
  }
}
