import { z } from 'zod';

const storageKey = 'my-pitch.latency';

export const latencySchema = z.object({
  seconds: z.number().min(0).max(1),
  /** `assumed` from what the browser says, `measured` by clicks, or `sung`: a take came so much later. */
  source: z.enum(['assumed', 'measured', 'sung']),
});
/** From the moment at which sound is played to the moment at which it is heard in the microphone. */
export type Latency = z.infer<typeof latencySchema>;

/** Microphones and the drivers behind them, where the browser does not say. */
const inputSeconds = 0.02;
const maxSeconds = 1;

interface LatencySources {
  readonly outputLatency?: number;
  readonly baseLatency?: number;
}

/** What the browser knows of the latency: that of its output, and a usual one of the input. */
export function assumedLatency(
  { outputLatency, baseLatency }: LatencySources,
  inputLatencySeconds: number | undefined,
): Latency {
  const seconds = (outputLatency || baseLatency || 0) + (inputLatencySeconds || inputSeconds);
  return { seconds: Math.min(maxSeconds, seconds), source: 'assumed' };
}

/** The latency that was measured on this device, if it was. */
export function storedLatency(
  storage: Pick<Storage, 'getItem'> = localStorage,
): Latency | undefined {
  try {
    return latencySchema.parse(JSON.parse(storage.getItem(storageKey) ?? ''));
  } catch {
    // Nothing is stored, or a user has changed it.
    return undefined;
  }
}

/** Keeps a latency; one that cannot be is not kept. An assumed one takes the place of what was kept. */
export function keepLatency(
  latency: Latency,
  storage: Pick<Storage, 'setItem' | 'removeItem'> = localStorage,
): void {
  const { success, data } = latencySchema.safeParse(latency);
  if (!success) return;
  try {
    if (data.source === 'assumed') storage.removeItem(storageKey);
    else storage.setItem(storageKey, JSON.stringify(data));
  } catch {
    // Full or forbidden: the next take measures it again.
  }
}
