import { act, createElement } from 'react';
import { vi } from 'vitest';

/** A hook that runs in a component of its own. */
export interface RenderedHook<Result> {
  /** What the hook returned last. */
  readonly current: Result;
  /** Renders again, with another hook if one is given, and runs the effects. */
  rerender(hook?: () => Result): Promise<void>;
  unmount(): Promise<void>;
}

/**
 * Runs a hook with its effects in React itself. The component draws nothing, so React needs of the DOM
 * only the events of a container, a document and a window: {@link stubWindow} stands in for them.
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
  await render();
  return {
    get current() {
      return rendered.current;
    },
    rerender: async (next = latest) => {
      latest = next;
      await render();
    },
    unmount: () => act(async () => root.unmount()),
  };
}

/** Runs work that changes a hook's state, until nothing is left to render. */
export async function acting(work: () => unknown): Promise<void> {
  await act(async () => {
    await work();
  });
}

/** Puts a window and a document in place that hold events and nothing else, with these additions. */
export function stubWindow(
  additions: { window?: object; document?: object; navigator?: object } = {},
) {
  // React asks of the focused element whether it is a frame.
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
  vi.stubGlobal('window', window);
  vi.stubGlobal('document', document);
  vi.stubGlobal('navigator', navigator);
  return { window, document, navigator };
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
