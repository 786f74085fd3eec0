'use client';
import { useEffect, useState } from 'react';
import { pieceFrames } from '../player/engine/pcm-store.ts';
import { stemRateHz } from '../player/open-song.ts';
import type { StemSource } from '../player/stems/stem-source.ts';
import { addSound, emptyPeaks, type Peaks } from './peaks.ts';

/** Between two pieces, so that what is about to be heard is decoded first. */
const pauseMilliseconds = 30;
/** How many pieces are drawn together. */
const piecesPerDrawing = 4;

/** The outline of a sound; it grows while the sound is decoded, of which nothing else is kept. */
export function usePeaks(sound: StemSource | undefined): Peaks | undefined {
  const [peaks, setPeaks] = useState<Peaks>();
  useEffect(() => {
    if (!sound) return;
    const stopped = new AbortController();
    outline(sound, setPeaks, stopped.signal).catch(() => {
      // What cannot be decoded has no outline; the player says so of the sound itself.
    });
    return () => stopped.abort();
  }, [sound]);
  return peaks;
}

async function outline(
  sound: StemSource,
  onGrown: (peaks: Peaks) => void,
  signal: AbortSignal,
): Promise<void> {
  const peaks = emptyPeaks(sound.frames / stemRateHz);
  const pieces = Math.ceil(sound.frames / pieceFrames);
  for (let piece = 0; piece < pieces; piece++) {
    const channels = await sound.decode(piece);
    if (signal.aborted) return;
    addSound(peaks, channels, piece * pieceFrames, stemRateHz);
    const isDrawn = piece % piecesPerDrawing === 0 || piece === pieces - 1;
    if (isDrawn) onGrown({ ...peaks });
    await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
  }
}
