'use client';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { changeSpeed, maxSpeed, minSpeed, speedIncrement } from './speed.ts';
import type { PlayerControls } from './use-player.ts';

/** Most of them for practice. */
const presets = [0.5, 0.7, 0.85, 1, 1.25];

/** Sets the speed of the song, which does not change its pitch. */
export function SpeedPanel({ player }: { player: PlayerControls }) {
  const { player: texts } = useSongMessages();
  const { speed, setSpeed } = player;
  return (
    <>
      <label className="flex items-center gap-3">
        <span className="font-medium">{texts.speed}</span>
        <input
          type="range"
          className="min-w-0 flex-1"
          min={minSpeed}
          max={maxSpeed}
          step={speedIncrement}
          value={speed}
          aria-valuetext={texts.speedValue(speed)}
          onChange={({ target }) => setSpeed(changeSpeed(target.valueAsNumber, 0))}
        />
        <output className="w-14 text-right font-semibold tabular-nums">
          {texts.speedValue(speed)}
        </output>
      </label>
      <fieldset className="flex flex-wrap justify-between gap-1">
        <legend className="sr-only">{texts.speed}</legend>
        {presets.map((preset) => (
          <button
            key={preset}
            type="button"
            aria-pressed={speed === preset}
            className={`min-h-11 min-w-14 flex-1 rounded-full px-1 font-medium whitespace-nowrap tabular-nums ${speed === preset ? 'bg-leaf text-leaf-ink' : 'bg-leaf-soft text-ink'}`}
            onClick={() => setSpeed(preset)}
          >
            {texts.speedValue(preset)}
          </button>
        ))}
      </fieldset>
    </>
  );
}
