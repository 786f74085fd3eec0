'use client';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { changeKeyShift, maxKeyShift } from './key-shift.ts';
import type { PlayerControls } from './use-player.ts';

/** Sets the key in which the song is heard, and whether the score is written in it. */
export function KeyPanel({ player }: { player: Pick<PlayerControls, 'heardKey'> }) {
  const { player: texts } = useSongMessages();
  const { keyShift, isKeyFollowed, change } = player.heardKey;
  const step = (by: 1 | -1, label: string, sign: string) => (
    <button
      type="button"
      className="button button-quiet size-[44px] shrink-0 p-0 text-lg"
      aria-label={label}
      disabled={changeKeyShift(keyShift, by) === keyShift}
      onClick={() => change({ keyShift: changeKeyShift(keyShift, by) })}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
  return (
    <>
      <p className="text-sm text-quiet">{texts.keyHint}</p>
      <div className="flex items-center gap-2">
        {step(-1, texts.keyLower, '♭')}
        <input
          type="range"
          className="min-w-0 flex-1"
          aria-label={texts.key}
          min={-maxKeyShift}
          max={maxKeyShift}
          step={1}
          value={keyShift}
          aria-valuetext={texts.keyText(keyShift)}
          onChange={({ target }) => change({ keyShift: target.valueAsNumber })}
        />
        {step(1, texts.keyHigher, '♯')}
        <output className="w-16 shrink-0 text-right leading-tight font-semibold tabular-nums sm:w-24">
          {texts.keyValue(keyShift)}
        </output>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <label className="flex min-h-11 items-center gap-3 font-medium">
          <input
            type="checkbox"
            className="size-6"
            checked={isKeyFollowed}
            onChange={({ target }) => change({ isKeyFollowed: target.checked })}
          />
          {texts.keyFollowed}
        </label>
        {keyShift !== 0 && (
          <button
            type="button"
            className="button button-quiet"
            onClick={() => change({ keyShift: 0 })}
          >
            {texts.keyReset}
          </button>
        )}
      </div>
    </>
  );
}
