'use client';
import { clockText } from '../player/clock-text.ts';
import type { ComparedPhrase } from './practice.ts';
import { useTakesTexts } from './use-takes-texts.ts';

interface PhraseTimelineProps {
  readonly phrases: readonly ComparedPhrase[];
  /** The phrase that is shown below; an index into `phrases`. */
  readonly shown: number;
  readonly isRepeated: (phrase: ComparedPhrase) => boolean;
  /** A phrase was tapped. */
  readonly onPhrase: (place: number) => void;
}

/** The phrases in their order; a tap shows one and repeats it. */
export function PhraseTimeline({ phrases, shown, isRepeated, onPhrase }: PhraseTimelineProps) {
  const texts = useTakesTexts();
  return (
    <div>
      <h3 className="font-semibold">{texts.phrases}</h3>
      <p className="mb-2 text-sm text-quiet">{texts.phrasesHint}</p>
      <ol className="flex flex-wrap gap-1">
        {phrases.map((phrase, place) => (
          <li
            key={phrase.index}
            className="min-w-12"
            style={{ flex: `${Math.max(1, phrase.endSeconds - phrase.startSeconds)} 1 3rem` }}
          >
            <PhraseButton
              phrase={phrase}
              number={place + 1}
              isShown={place === shown}
              isRepeated={isRepeated(phrase)}
              onClick={() => onPhrase(place)}
            />
          </li>
        ))}
      </ol>
    </div>
  );
}

interface PhraseButtonProps {
  readonly phrase: ComparedPhrase;
  readonly number: number;
  readonly isShown: boolean;
  readonly isRepeated: boolean;
  readonly onClick: () => void;
}

/** A phrase as a column that is as full as its points, with the number in it. */
function PhraseButton({ phrase, number, isShown, isRepeated, onClick }: PhraseButtonProps) {
  const texts = useTakesTexts();
  const { startSeconds, points } = phrase;
  const border = isRepeated
    ? 'border-glow outline-2 outline-glow'
    : isShown
      ? 'border-ink'
      : 'border-line';
  return (
    <button
      type="button"
      aria-pressed={isRepeated}
      aria-current={isShown || undefined}
      onClick={onClick}
      className={`relative flex h-16 w-full items-end justify-center overflow-hidden rounded-lg border bg-paper ${border}`}
    >
      <span
        aria-hidden="true"
        className="absolute inset-x-0 bottom-0 bg-leaf-soft"
        style={{ height: `${points}%` }}
      />
      <span className="sr-only">{texts.phrase(number, clockText(startSeconds), points)}</span>
      <span aria-hidden="true" className="relative pb-1 text-sm font-semibold tabular-nums">
        {points}
      </span>
    </button>
  );
}
