'use client';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import type { Editing } from '../editing/use-editing.ts';

type Shown = Pick<Editing, 'isCorrected' | 'showsOriginal' | 'setShowsOriginal'>;

/** Switches between the corrected score and the original; nothing without corrections. */
export function VersionSwitch({ editing }: { editing: Shown }) {
  const { corrections: texts } = useSongMessages();
  if (!editing.isCorrected) return null;
  return (
    <fieldset className="flex rounded-full border border-line p-0.5">
      <legend className="sr-only">{texts.shown}</legend>
      {[false, true].map((isOriginal) => {
        const isShown = editing.showsOriginal === isOriginal;
        return (
          <button
            key={String(isOriginal)}
            type="button"
            aria-pressed={isShown}
            onClick={() => editing.setShowsOriginal(isOriginal)}
            className={`min-h-11 whitespace-nowrap rounded-full px-3 text-sm font-semibold ${
              isShown ? 'bg-leaf-soft' : 'text-quiet'
            }`}
          >
            {isOriginal ? texts.original : texts.corrected}
          </button>
        );
      })}
    </fieldset>
  );
}
