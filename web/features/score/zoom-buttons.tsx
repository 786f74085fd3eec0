'use client';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { zoomBy } from './reading-habits.ts';
import type { ReadScore } from './use-reading.ts';

/** Smaller, how large, larger. */
export function ZoomButtons({ read: { reading, change } }: { read: ReadScore }) {
  const { score: texts } = useSongMessages();
  const steps = [
    { step: -1, label: texts.zoomOut, sign: '−' },
    { step: 1, label: texts.zoomIn, sign: '+' },
  ] as const;
  const [out, into] = steps.map(({ step, label, sign }) => {
    const zoom = zoomBy(reading.zoom, step);
    return (
      <button
        key={sign}
        type="button"
        className="button button-quiet size-11 p-0 text-xl"
        aria-label={label}
        disabled={zoom === reading.zoom}
        onClick={() => change({ zoom })}
      >
        <span aria-hidden="true">{sign}</span>
      </button>
    );
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a visible legend to look right.
    <div role="group" aria-label={texts.zoom} className="flex items-center gap-1">
      {out}
      <output className="w-14 text-center tabular-nums">{Math.round(reading.zoom * 100)}%</output>
      {into}
    </div>
  );
}
