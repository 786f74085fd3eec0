'use client';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { changeZoom } from './reading-habits.ts';
import type { ReadScore } from './use-reading.ts';

/** Buttons for a smaller and a larger size, with the current size between them. */
export function ZoomButtons({ read: { reading, change } }: { read: ReadScore }) {
  const { score: texts } = useSongMessages();
  const buttons = [
    { direction: -1, label: texts.zoomOut, sign: '−' },
    { direction: 1, label: texts.zoomIn, sign: '+' },
  ] as const;
  const [smaller, larger] = buttons.map(({ direction, label, sign }) => {
    const zoom = changeZoom(reading.zoom, direction);
    return (
      <button
        key={sign}
        type="button"
        className="button button-quiet size-[44px] p-0 text-xl"
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
    <div role="group" aria-label={texts.zoom} className="flex items-center sm:gap-1">
      {smaller}
      <output className="min-w-[48px] text-center sm:w-14 tabular-nums">
        {Math.round(reading.zoom * 100)}%
      </output>
      {larger}
    </div>
  );
}
