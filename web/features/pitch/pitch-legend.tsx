'use client';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import type { Judgement } from './judge.ts';

const strokes: Readonly<Record<Judgement, { className: string; width: number; dash?: string }>> = {
  'in-tune': { className: 'text-leaf', width: 2 },
  sharp: { className: 'text-sharp', width: 3 },
  flat: { className: 'text-flat', width: 3, dash: '5 3' },
};
const marks: Readonly<Record<Judgement, string>> = { 'in-tune': '', sharp: '▲ ', flat: '▼ ' };

/** Explains the curve's lines and the marks. */
export function PitchLegend() {
  const { pitch: texts } = useSongMessages();
  return (
    <ul className="flex flex-wrap gap-x-4 text-sm text-quiet">
      {(['in-tune', 'sharp', 'flat'] as const).map((judgement) => {
        const { className, width, dash } = strokes[judgement];
        return (
          <li key={judgement} className="flex items-center gap-1.5">
            <svg viewBox="0 0 26 8" className={`h-2 w-6.5 ${className}`} aria-hidden="true">
              <path d="M0 4h26" stroke="currentColor" strokeWidth={width} strokeDasharray={dash} />
            </svg>
            {marks[judgement]}
            {texts.legend[judgement]}
          </li>
        );
      })}
    </ul>
  );
}
