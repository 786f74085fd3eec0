'use client';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { judge } from './judge.ts';
import type { NoteBar } from './note-bars.ts';
import { pitchName } from './pitch-name.ts';
import { noteFacts } from './use-pitch-text.ts';

const colours = { 'in-tune': 'text-leaf', sharp: 'text-sharp', flat: 'text-flat' } as const;
const marks = { 'in-tune': '●', sharp: '▲', flat: '▼' } as const;

interface NotePanelProps {
  readonly bar: NoteBar | undefined;
  /** On one line, the most important facts first; those that do not fit are hidden. */
  readonly isCompact: boolean;
}

/** The facts about one sung note. */
export function NotePanel({ bar, isCompact }: NotePanelProps) {
  const { pitch: texts } = useSongMessages();
  const judgement = bar && judge(bar.sung.deviationCents);
  return (
    <div
      data-testid="note-panel"
      className={`flex items-center gap-x-6 gap-y-1 border-t border-line px-4 text-sm sm:px-5 ${isCompact ? 'h-10 overflow-hidden whitespace-nowrap' : 'min-h-14 flex-wrap py-2'}`}
    >
      {!bar && <p className="text-quiet">{texts.noNote}</p>}
      {bar && judgement && (
        <>
          <p className="flex min-w-16 items-center gap-2 text-lg font-bold tabular-nums">
            <span aria-hidden="true" className={`text-sm ${colours[judgement]}`}>
              {marks[judgement]}
            </span>
            {pitchName(bar.pitch)}
          </p>
          <dl
            className={`flex flex-wrap gap-x-5 ${isCompact ? 'h-10 min-w-0 flex-1 overflow-hidden' : 'gap-y-1'}`}
          >
            {noteFacts(bar, texts).map(({ key, name, value }) => (
              <div
                key={key}
                className={`flex items-baseline gap-1.5 ${isCompact ? 'max-w-full leading-10' : ''}`}
              >
                <dt className="text-quiet">{name}</dt>
                <dd
                  className={`font-medium tabular-nums ${isCompact ? 'truncate' : ''} ${key === 'deviation' ? colours[judgement] : ''}`}
                >
                  {value}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </div>
  );
}
