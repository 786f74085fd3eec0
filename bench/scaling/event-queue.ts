interface Entry<Event> {
  readonly atSeconds: number;
  /** Events of the same time leave in the order of their arrival. */
  readonly number: number;
  readonly event: Event;
}

/** The future events of a simulation, earliest first: a binary heap. */
export class EventQueue<Event> {
  readonly #heap: Entry<Event>[] = [];
  #added = 0;

  /** The time of the next event; infinity when none is left. */
  get nextSeconds(): number {
    return this.#heap[0]?.atSeconds ?? Number.POSITIVE_INFINITY;
  }

  add(atSeconds: number, event: Event): void {
    const entry = { atSeconds, number: this.#added++, event };
    let index = this.#heap.length;
    this.#heap.push(entry);
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = this.#heap[parentIndex];
      if (parent === undefined || !isBefore(entry, parent)) break;
      this.#heap[index] = parent;
      index = parentIndex;
    }
    this.#heap[index] = entry;
  }

  /** Removes the earliest event; `undefined` when none is left. */
  take(): Event | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (last !== undefined && last !== first) this.#sinkFromTop(last);
    return first?.event;
  }

  #sinkFromTop(entry: Entry<Event>): void {
    let index = 0;
    for (;;) {
      const childIndex = this.#earlierChild(index);
      const child = this.#heap[childIndex];
      if (child === undefined || !isBefore(child, entry)) break;
      this.#heap[index] = child;
      index = childIndex;
    }
    this.#heap[index] = entry;
  }

  #earlierChild(index: number): number {
    const left = 2 * index + 1;
    const [first, second] = [this.#heap[left], this.#heap[left + 1]];
    return first && second && isBefore(second, first) ? left + 1 : left;
  }
}

function isBefore(a: Entry<unknown>, b: Entry<unknown>): boolean {
  return a.atSeconds < b.atSeconds || (a.atSeconds === b.atSeconds && a.number < b.number);
}
