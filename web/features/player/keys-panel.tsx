'use client';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { playerKeys } from './player-keys.ts';

interface KeysPanelProps {
  readonly areKeysOn: boolean;
  readonly onChange: (areOn: boolean) => void;
}

/** Lists the keyboard shortcuts, and turns them on or off. */
export function KeysPanel({ areKeysOn, onChange }: KeysPanelProps) {
  const { player: texts } = useSongMessages();
  return (
    <>
      <label className="flex min-h-11 items-center gap-3 font-medium">
        <input
          type="checkbox"
          className="size-6"
          checked={areKeysOn}
          onChange={({ target }) => onChange(target.checked)}
        />
        {texts.keysOn}
      </label>
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-2">
        {playerKeys.map(({ action, label }) => (
          <div key={action} className="flex items-baseline gap-3">
            <dt className="w-18 shrink-0">
              <kbd className="rounded-md border border-line bg-paper px-2 py-0.5 font-sans font-semibold whitespace-nowrap">
                {label}
              </kbd>
            </dt>
            <dd className="text-quiet">{texts.actions[action]}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
