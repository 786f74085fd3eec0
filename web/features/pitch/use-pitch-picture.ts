'use client';
import { useMemo } from 'react';
import { useMediaQuery } from '../../lib/device/use-media-query.ts';
import type { StemSource } from '../player/stems/stem-source.ts';
import type { Picture, PitchData } from './picture.ts';
import { pitchRows } from './pitch-rows.ts';
import { usePeaks } from './use-peaks.ts';
import type { PitchWindow } from './use-pitch-window.ts';
import { useShownRows } from './use-shown-rows.ts';

/** CSS pixels of the rows and of the waveform. */
const heights = {
  full: { rows: 340, wave: 48 },
  compact: { rows: 160, wave: 24 },
  narrow: { rows: 132, wave: 0 },
} as const;

/** As narrow as a phone. */
const narrowQuery = '(max-width: 639px)';

interface PitchPictureOptions {
  readonly window: PitchWindow;
  readonly data: PitchData;
  readonly voice: StemSource | undefined;
  readonly activeNote: number | undefined;
  readonly selectedNote: number | undefined;
  readonly isCompact: boolean;
}

/** What the pitch view draws, without the viewport. Its identity changes only with its content. */
export function usePitchPicture(
  options: PitchPictureOptions,
): Omit<Picture, 'viewport' | 'plotWidth' | 'palette'> {
  const { data, voice, activeNote, selectedNote, isCompact } = options;
  const peaks = usePeaks(voice);
  const isNarrow = useMediaQuery(narrowQuery);
  const size = isCompact ? (isNarrow ? 'narrow' : 'compact') : 'full';
  const { rows: wantedHeight, wave: waveHeight } = heights[size];
  const whole = useMemo(
    () =>
      pitchRows(
        data.bars.map(({ midi }) => midi),
        wantedHeight,
      ),
    [data, wantedHeight],
  );
  const rows = useShownRows(data, whole, options.window);
  return useMemo(
    () => ({ data, peaks, rows, waveHeight, activeNote, selectedNote }),
    [data, peaks, rows, waveHeight, activeNote, selectedNote],
  );
}
