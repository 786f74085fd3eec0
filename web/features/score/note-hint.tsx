'use client';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';

/** What clicks and fingers do on the sheet. */
export function NoteHint({ className }: { className: string }) {
  const { player: texts } = useSongMessages();
  return (
    <p className={`no-print text-sm text-quiet ${className}`}>
      <span className="pointer-coarse:hidden">{texts.hint}</span>
      <span className="hidden pointer-coarse:inline">{texts.hintTouch}</span>
    </p>
  );
}
