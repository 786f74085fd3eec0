'use client';
import { useCallback, useState } from 'react';
import { useFrames } from '../player/use-frames.ts';
import { barAt, type NoteBar } from './note-bars.ts';

/** The note at the playhead; renders only when it changes. */
export function useSungNow(bars: readonly NoteBar[], position: () => number): NoteBar | undefined {
  const [bar, setBar] = useState<NoteBar>();
  useFrames(useCallback(() => setBar(barAt(bars, position())), [bars, position]));
  return bar;
}
