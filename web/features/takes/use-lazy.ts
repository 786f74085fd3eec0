'use client';
import { useEffect, useState } from 'react';
import { useReconnect } from '../../lib/offline/use-reconnect.ts';

interface Lazy<Part> {
  readonly part?: Part;
  readonly hasFailed: boolean;
}

/** Loads a part of the page from a script of its own, and again when the device reconnects after a failure. */
export function useLazy<Part>(load: () => Promise<Part>): Lazy<Part> {
  const [state, setState] = useState<Lazy<Part>>({ hasFailed: false });
  const reconnects = useReconnect(state.hasFailed);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each reconnection is a retry
  useEffect(() => {
    let isObsolete = false;
    load().then(
      (part) => {
        if (!isObsolete) setState({ part, hasFailed: false });
      },
      () => {
        if (!isObsolete) setState({ hasFailed: true });
      },
    );
    return () => {
      isObsolete = true;
    };
  }, [load, reconnects]);
  return state;
}
