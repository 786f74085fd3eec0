'use client';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { listedEditKeys } from '../editing/note-edits.ts';
import { playerKeys } from './player-keys.ts';

interface KeysPanelProps {
  readonly areKeysOn: boolean;
  readonly onChange: (areOn: boolean) => void;
}

/** Lists all keyboard shortcuts of the page, and turns them on or off. */
export function KeysPanel({ areKeysOn, onChange }: KeysPanelProps) {
  const { player: texts, editing } = useSongMessages();
  const playing = playerKeys.map(({ action, label }) => [label, texts.actions[action]] as const);
  const correcting = listedEditKeys.map(
    ({ keys, meaning }) => [keys, editing.keyMeanings[meaning]] as const,
  );
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
      <KeyList keys={playing} />
      <h2 className="font-semibold">{editing.whileCorrecting}</h2>
      <KeyList keys={correcting} />
    </>
  );
}

function KeyList({ keys }: { keys: readonly (readonly [keys: string, meaning: string])[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-2">
      {keys.map(([label, meaning]) => (
        <div key={label} className="flex items-baseline gap-3">
          <dt className="w-22 shrink-0">
            <kbd className="rounded-md border border-line bg-paper px-2 py-0.5 font-sans font-semibold whitespace-nowrap">
              {label}
            </kbd>
          </dt>
          <dd className="text-quiet">{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
