import { vi } from 'vitest';

/** Replaces the DOM's `Element`, so that {@link noteTarget} is one. */
export class FakeElement {
  readonly dataset: { readonly element: string };

  constructor(element: string) {
    this.dataset = { element };
  }

  closest(): this {
    return this;
  }
}

interface Registered {
  readonly type: string;
  readonly listener: (event: never) => void;
  readonly signal: AbortSignal | undefined;
}

/** A document that passes events to its listeners. Stub `Element` with {@link FakeElement} to use it. */
export class FakeDocument {
  readonly #registered: Registered[] = [];

  readonly addEventListener = ((
    type: string,
    listener: (event: never) => void,
    options?: AddEventListenerOptions,
  ) => {
    this.#registered.push({ type, listener, signal: options?.signal });
  }) as Document['addEventListener'];

  /** Fires an event on the note of an element, or beside all notes; a primary mouse button by default. */
  fire(type: string, elementId?: string, fields: Partial<PointerEvent> = {}) {
    const event = {
      type,
      target: elementId === undefined ? null : new FakeElement(elementId),
      clientX: 0,
      clientY: 0,
      button: 0,
      pointerType: 'mouse',
      isPrimary: true,
      shiftKey: false,
      preventDefault: vi.fn(),
      stopPropagation: vi.fn(),
      stopImmediatePropagation: vi.fn(),
      ...fields,
    };
    for (const { type: registered, listener, signal } of this.#registered) {
      if (registered === type && !signal?.aborted) listener(event as never);
    }
    return event;
  }
}
