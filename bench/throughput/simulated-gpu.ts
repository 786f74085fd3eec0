import { setTimeout as sleep } from 'node:timers/promises';
import { durationSecondsOf } from '../../gpu-worker/audio/pcm-file.ts';
import type { Separator } from '../../gpu-worker/stages/separate/separator.ts';
import { Turns } from '../../gpu-worker/turns.ts';

/**
 * A separator that takes a GPU's time and no processor time: it waits, and returns the mixture as both
 * stems. Like the real one, it separates one song at a time.
 */
export function simulatedGpu(gpuSecondsPerSongMinute: number): Separator {
  const turns = new Turns();
  return {
    model: 'none',
    provider: 'simulated',
    engine: 'simulated',
    async separate(mixture, _outDir, { signal, onProgress }) {
      const endTurn = await turns.take(signal);
      try {
        const seconds = (durationSecondsOf(mixture) / 60) * gpuSecondsPerSongMinute;
        await sleep(seconds * 1000, undefined, { signal });
        onProgress?.(1);
        return { vocals: mixture, accompaniment: mixture };
      } finally {
        endTurn();
      }
    },
    close: async () => {},
  };
}
