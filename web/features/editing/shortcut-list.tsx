'use client';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';

/** What each key does while a score is corrected. */
export function ShortcutList() {
  const { editing: texts } = useSongMessages();
  return (
    <dl className="card grid gap-x-8 gap-y-2 p-5 text-sm sm:grid-cols-2 lg:grid-cols-3">
      {texts.keys.map(([keys, meaning]) => (
        <div key={keys} className="flex items-baseline gap-3">
          <dt className="shrink-0">
            <kbd className="rounded-md border border-line bg-paper px-2 py-0.5 font-sans font-semibold">
              {keys}
            </kbd>
          </dt>
          <dd className="text-quiet">{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
