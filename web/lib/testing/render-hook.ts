import { act, createElement } from 'react';
import { onTestFinished, vi } from 'vitest';

/** A hook that runs in a component of its own. */
export interface RenderedHook<Result> {
  /** The latest return value of the hook. */
  readonly current: Result;
  /** Renders again, with another hook if one is given, and runs the effects. */
  rerender(hook?: () => Result): Promise<void>;
  unmount(): Promise<void>;
}

let page: object | undefined;

/**
 * Runs a hook with its effects in React, until the test ends. The component draws nothing, so React
 * needs little of the DOM: call {@link stubWindow} first.
 */
export async function renderHook<Result>(hook: () => Result): Promise<RenderedHook<Result>> {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const { createRoot } = await import('react-dom/client');
  const root = createRoot(containerOf(document) as unknown as HTMLElement);
  const rendered = { current: undefined as Result };
  let latest = hook;
  const Probe = () => {
    rendered.current = latest();
    return null;
  };
  const render = () => act(async () => root.render(createElement(Probe)));
  const unmount = () => act(async () => root.unmount());
  const renderedOn = page;
  onTestFinished(async () => {
    // The test may have removed the page already.
    if (renderedOn) putInPlace(renderedOn);
    await unmount();
    vi.unstubAllGlobals();
  });
  await render();
  return {
    get current() {
      return rendered.current;
    },
    rerender: async (next = latest) => {
      latest = next;
      await render();
    },
    unmount,
  };
}

/** Runs work that changes a hook's state, and renders until the state settles. */
export async function acting(work: () => unknown): Promise<void> {
  await act(async () => {
    await work();
  });
}

/** Stubs `window`, `document` and `navigator`: event targets with these additions, and other globals. */
export function stubWindow(
  additions: { window?: object; document?: object; navigator?: object; globals?: object } = {},
) {
  // React tests whether the focused element is a frame.
  const window = Object.assign(new EventTarget(), {
    HTMLIFrameElement: class {},
    ...additions.window,
  });
  const document = Object.assign(new EventTarget(), {
    nodeType: 9,
    defaultView: window,
    activeElement: null as unknown,
    hidden: false,
    title: '',
    ...additions.document,
  });
  const navigator = { onLine: true, ...additions.navigator };
  Object.assign(window, { document, navigator });
  page = { window, document, navigator, ...additions.globals };
  putInPlace(page);
  return { window, document, navigator };
}

function putInPlace(globals: object): void {
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
}

function containerOf(ownerDocument: Document) {
  return Object.assign(new EventTarget(), {
    nodeType: 1,
    nodeName: 'DIV',
    tagName: 'DIV',
    namespaceURI: 'http://www.w3.org/1999/xhtml',
    textContent: '',
    ownerDocument,
  });
}
