'use client';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { type ShownViews, shownViews } from './use-shown-views.ts';

interface ViewSwitchProps {
  readonly views: ShownViews;
  readonly onChange: (views: ShownViews) => void;
}

/** Chooses the score, the pitch view, or both. */
export function ViewSwitch({ views, onChange }: ViewSwitchProps) {
  const { pitch: texts } = useSongMessages();
  return (
    <fieldset className="flex flex-wrap gap-1 self-start rounded-3xl border border-line bg-sheet p-1">
      <legend className="sr-only">{texts.views.label}</legend>
      {shownViews.map((view) => (
        <label
          key={view}
          className="flex min-h-11 cursor-pointer items-center rounded-full px-[min(1rem,3.5vw)] font-medium sm:px-5 text-quiet has-checked:bg-leaf has-checked:text-leaf-ink has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-glow"
        >
          <input
            type="radio"
            name="views"
            className="sr-only"
            checked={view === views}
            onChange={() => onChange(view)}
          />
          {texts.views[view]}
        </label>
      ))}
    </fieldset>
  );
}
