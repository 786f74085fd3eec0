'use client';
import { useCallback, useState } from 'react';
import { barAt, type NoteBar } from '../../lib/pitch-view/note-bars.ts';
import { useFrames } from '../../lib/player/use-frames.ts';

/** The note at the playhead; renders only when it changes. */
export function useSungNow(bars: readonly NoteBar[], position: () => number): NoteBar | undefined {
  const [bar, setBar] = useState<NoteBar>();
  useFrames(useCallback(() => setBar(barAt(bars, position())), [bars, position]));
  return bar;
}
