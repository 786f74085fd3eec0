/** A focused element: a field (or inside of one), which needs every key, or none. */
export class FakeElement {
  readonly #isField: boolean;
  constructor(isField: boolean) {
    this.#isField = isField;
  }
  closest(): FakeElement | null {
    return this.#isField ? this : null;
  }
  matches(): boolean {
    return false;
  }
}

export interface KeyPress {
  readonly code: string;
  readonly key?: string;
  readonly shiftKey?: boolean;
  readonly altKey?: boolean;
  readonly ctrlKey?: boolean;
  readonly metaKey?: boolean;
  /** The focused element; tests with one stub the global `Element` with {@link FakeElement}. */
  readonly target?: FakeElement | undefined;
  /** Whether another part of the page has used the key already. */
  readonly isUsed?: boolean;
}

const noModifiers = { shiftKey: false, altKey: false, ctrlKey: false, metaKey: false };

/**
 * Presses a key.
 * @returns whether the browser's own reaction to it is prevented.
 */
export function pressKey(page: EventTarget, { target, isUsed, ...fields }: KeyPress): boolean {
  const event = new Event('keydown', { cancelable: true });
  Object.assign(event, noModifiers, fields);
  if (isUsed) event.preventDefault();
  if (target) Object.defineProperty(event, 'target', { value: target });
  page.dispatchEvent(event);
  return event.defaultPrevented;
}
