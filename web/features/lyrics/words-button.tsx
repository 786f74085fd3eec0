'use client';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';

export const wordsPanelId = 'words-panel';

/** Opens and closes the panel of words. */
export function WordsButton({ isOpen, onToggle }: { isOpen: boolean; onToggle: () => void }) {
  const { lyrics: texts } = useSongMessages();
  return (
    <button
      type="button"
      className={`button whitespace-nowrap max-sm:px-4 ${isOpen ? '' : 'button-quiet'}`}
      aria-expanded={isOpen}
      aria-controls={wordsPanelId}
      onClick={onToggle}
    >
      {texts.open}
    </button>
  );
}
