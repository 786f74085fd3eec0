'use client';
import type { Comparison } from '@my-pitch/shared/scoring/comparison';
import type { Level } from '@my-pitch/shared/scoring/levels';
import { clockText } from '../player/clock-text.ts';
import type { PlayerControls } from '../player/use-player.ts';
import { comparedPhrases, measuresToPractise, type Passage } from './practice.ts';
import { useTakesTexts } from './use-takes-texts.ts';

const slowSpeed = 0.75;

interface PassagesProps {
  readonly comparison: Comparison;
  readonly level: Level;
  readonly player: PlayerControls;
}

/** The phrases as a timeline, and the measures to practise; each is repeated at a tap. */
export function Passages({ comparison, level, player }: PassagesProps) {
  const texts = useTakesTexts();
  const phrases = comparedPhrases(comparison, level, player.duration);
  const measures = measuresToPractise(comparison, level, player.duration);
  const repeat = (passage: Passage, speed: number) => {
    player.setSpeed(speed);
    player.setLoop(passage);
    if (!player.isPlaying) player.toggle();
  };
  const isRepeated = ({ startSeconds, endSeconds }: Passage) =>
    player.loop?.startSeconds === startSeconds && player.loop.endSeconds === endSeconds;
  return (
    <>
      <div>
        <h3 className="font-semibold">{texts.phrases}</h3>
        <p className="mb-2 text-sm text-quiet">{texts.phrasesHint}</p>
        <ol className="flex flex-wrap gap-1">
          {phrases.map((phrase, index) => (
            <li
              key={phrase.startSeconds}
              className="min-w-12"
              style={{ flex: `${Math.max(1, phrase.endSeconds - phrase.startSeconds)} 1 3rem` }}
            >
              <PhraseButton
                phrase={phrase}
                number={index + 1}
                isRepeated={isRepeated(phrase)}
                onRepeat={() => repeat(phrase, 1)}
              />
            </li>
          ))}
        </ol>
      </div>
      <div>
        <h3 className="font-semibold">{texts.practise}</h3>
        <p className="mb-2 text-sm text-quiet">
          {measures.length === 0 ? texts.practiseNone : texts.practiseHint}
        </p>
        <ul className="flex flex-wrap gap-2">
          {measures.map((measure) => (
            <li key={measure.startSeconds}>
              <button
                type="button"
                className="button button-quiet"
                aria-pressed={isRepeated(measure)}
                onClick={() => repeat(measure, slowSpeed)}
              >
                {texts.measure(measure.number)}
                <span className="font-normal text-quiet tabular-nums">
                  {texts.points(measure.points)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

interface PhraseButtonProps {
  readonly phrase: Passage;
  readonly number: number;
  readonly isRepeated: boolean;
  readonly onRepeat: () => void;
}

/** A phrase as a column that is as full as its points, with the number in it. */
function PhraseButton({ phrase, number, isRepeated, onRepeat }: PhraseButtonProps) {
  const texts = useTakesTexts();
  const { startSeconds, points } = phrase;
  return (
    <button
      type="button"
      aria-pressed={isRepeated}
      onClick={onRepeat}
      className={`relative flex h-16 w-full items-end justify-center overflow-hidden rounded-lg border bg-paper ${isRepeated ? 'border-glow outline-2 outline-glow' : 'border-line'}`}
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
