'use client';
import { useEffect, useState } from 'react';
import { pieceFrames } from '../player/engine/pcm-store.ts';
import { stemRateHz } from '../player/open-song.ts';
import type { StemSource } from '../player/stems/stem-source.ts';
import { addSound, emptyPeaks, type Peaks } from './peaks.ts';

/** Pause between two pieces, so that the player can decode what it needs first. */
const pauseMs = 30;
/** The waveform is redrawn after this many pieces. */
const piecesPerDrawing = 4;

/** The peaks of a sound, updated while it is decoded. The decoded sound is not kept. */
export function usePeaks(sound: StemSource | undefined): Peaks | undefined {
  const [peaks, setPeaks] = useState<Peaks>();
  useEffect(() => {
    if (!sound) return;
    const stopped = new AbortController();
    computePeaks(sound, setPeaks, stopped.signal).catch(() => {
      // Without peaks there is no waveform. The player reports sound that cannot be decoded.
    });
    return () => stopped.abort();
  }, [sound]);
  return peaks;
}

async function computePeaks(
  sound: StemSource,
  onUpdate: (peaks: Peaks) => void,
  signal: AbortSignal,
): Promise<void> {
  const peaks = emptyPeaks(sound.frames / stemRateHz);
  const pieces = Math.ceil(sound.frames / pieceFrames);
  for (let piece = 0; piece < pieces; piece++) {
    const channels = await sound.decode(piece);
    if (signal.aborted) return;
    addSound(peaks, channels, piece * pieceFrames, stemRateHz);
    const isDrawn = piece % piecesPerDrawing === 0 || piece === pieces - 1;
    if (isDrawn) onUpdate({ ...peaks });
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
