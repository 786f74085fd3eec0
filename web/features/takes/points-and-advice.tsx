'use client';
import type { Level } from '@my-pitch/shared/scoring/levels';
import type { ReactNode } from 'react';
import { LevelChoice } from './level-choice.tsx';
import { useTakesTexts } from './use-takes-texts.ts';

interface PointsAndAdviceProps {
  readonly points: number;
  readonly level: Level;
  readonly onLevel: (level: Level) => void;
  /** The advice, most important first. */
  readonly sentences: readonly string[];
  /** What stands below the advice. */
  readonly children?: ReactNode;
}

/** The points of a take in large digits with the choice of the level, and the advice beside them. */
export function PointsAndAdvice(props: PointsAndAdviceProps) {
  const { points, level, onLevel, sentences, children } = props;
  const texts = useTakesTexts();
  const [first, ...others] = sentences;
  return (
    <div className="grid items-start gap-x-10 gap-y-5 md:grid-cols-[auto_minmax(0,1fr)]">
      <div className="flex flex-col gap-3">
        <p className="flex items-baseline gap-3" role="status">
          <span className="text-6xl leading-none font-bold tabular-nums" data-testid="points">
            {points}
          </span>{' '}
          <span className="text-quiet">{texts.ofHundred}</span>
        </p>
        <LevelChoice level={level} onChange={onLevel} />
      </div>
      <div className="flex max-w-prose flex-col gap-1" data-testid="advice">
        <p className="text-lg font-semibold">{first}</p>
        {others.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {children}
      </div>
    </div>
  );
}
