'use client';
import { useCallback, useEffect, useSyncExternalStore } from 'react';

// One panel of the page is open at a time, whatever part of the page it belongs to.
let openName: string | undefined;
/** What opened it, to return the focus to. */
let opener: HTMLElement | undefined;
const listeners = new Set<() => void>();

function setOpen(name: string | undefined): void {
  const focused = name === undefined ? undefined : document.activeElement;
  opener = focused instanceof HTMLElement ? focused : undefined;
  openName = name;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether a panel is open, outside of rendering. */
export function isPanelOpen(): boolean {
  return openName !== undefined;
}

export interface OpenPanel {
  readonly isOpen: boolean;
  /** Opens it, which closes any other, or closes it. */
  toggle(): void;
  close(): void;
}

/**
 * A panel that Escape and a tap beside it close.
 * @param name unique on the page.
 * @param inside selects what counts as the panel, its opener included, for taps.
 */
export function useOpenPanel(name: string, inside: string): OpenPanel {
  const isOpen = useSyncExternalStore(
    subscribe,
    () => openName === name,
    () => false,
  );
  const close = useCallback(() => {
    if (openName === name) setOpen(undefined);
  }, [name]);
  const toggle = useCallback(() => setOpen(openName === name ? undefined : name), [name]);
  useEffect(() => {
    if (!isOpen) return;
    return listenToDismissal(inside, close);
  }, [isOpen, inside, close]);
  // A panel that leaves the page is closed.
  useEffect(() => close, [close]);
  return { isOpen, toggle, close };
}

/** Whether any panel is open. */
export function useIsPanelOpen(): boolean {
  return useSyncExternalStore(subscribe, isPanelOpen, () => false);
}

function listenToDismissal(inside: string, close: () => void): () => void {
  const stopped = new AbortController();
  const options = { capture: true, signal: stopped.signal };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    const focused = opener;
    close();
    focused?.focus();
  };
  const tap = ({ target }: Event) => {
    // What the click itself removed from the page was inside.
    if (!(target instanceof Element) || !target.isConnected) return;
    if (!target.closest(inside)) close();
  };
  window.addEventListener('keydown', press, options);
  document.addEventListener('click', tap, options);
  return () => stopped.abort();
}
