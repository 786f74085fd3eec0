'use client';
import { useEffect, useState } from 'react';
import { useReconnect } from './use-reconnect.ts';

export interface Loaded<Value> {
  readonly value?: Value;
  readonly hasFailed: boolean;
}

/**
 * Loads a value as soon as `load` is given, and again when it is another function. After a failure it
 * retries when the device reconnects. What is no longer wanted is aborted, and its failure is not reported.
 * @param load must stay the same function while the same value is meant.
 */
export function useLoaded<Value>(
  load: ((signal: AbortSignal) => Promise<Value>) | undefined,
): Loaded<Value> {
  const [state, setState] = useState<Loaded<Value>>({ hasFailed: false });
  const reconnects = useReconnect(state.hasFailed);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each reconnection is a retry
  useEffect(() => {
    if (!load) return;
    const stopped = new AbortController();
    const isWanted = () => !stopped.signal.aborted;
    load(stopped.signal).then(
      (value) => isWanted() && setState({ value, hasFailed: false }),
      () => isWanted() && setState({ hasFailed: true }),
    );
    return () => stopped.abort();
  }, [load, reconnects]);
  return state;
}
