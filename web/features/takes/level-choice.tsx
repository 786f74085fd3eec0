'use client';
import { type Level, levels } from '@my-pitch/shared/scoring/levels';
import { useTakesTexts } from './use-takes-texts.ts';

interface LevelChoiceProps {
  readonly level: Level;
  readonly onChange: (level: Level) => void;
}

/** How strictly a take is judged. */
export function LevelChoice({ level, onChange }: LevelChoiceProps) {
  const texts = useTakesTexts();
  return (
    <fieldset className="flex flex-wrap gap-1 self-start rounded-3xl border border-line p-1">
      <legend className="sr-only">{texts.level}</legend>
      {levels.map((each) => (
        <label
          key={each}
          className="flex min-h-11 cursor-pointer items-center rounded-full px-4 font-medium text-quiet has-checked:bg-leaf has-checked:text-leaf-ink has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-glow"
        >
          <input
            type="radio"
            name="take-level"
            className="sr-only"
            checked={each === level}
            onChange={() => onChange(each)}
          />
          {texts.levels[each]}
        </label>
      ))}
    </fieldset>
  );
}
