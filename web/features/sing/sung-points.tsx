'use client';
import type { Comparison } from '@my-pitch/shared/scoring/comparison';
import type { Level } from '@my-pitch/shared/scoring/levels';
import { useState } from 'react';
import type { PlayerControls } from '../player/use-player.ts';
import { adviceOn } from '../takes/advice.ts';
import { adviceSentences } from '../takes/advice-sentences.ts';
import { LevelChoice } from '../takes/level-choice.tsx';
import { measuresToPractise } from '../takes/practice.ts';
import { useTakesTexts } from '../takes/use-takes-texts.ts';
import { useSingTexts } from './use-sing-texts.ts';

interface SungPointsProps {
  /** In the song's time. */
  readonly comparison: Comparison;
  readonly player: PlayerControls;
}

/** The points of a take that has just been sung, advice, and the measures to practise. */
export function SungPoints({ comparison, player }: SungPointsProps) {
  const texts = useTakesTexts();
  const [level, setLevel] = useState<Level>('normal');
  // It is known to be this song, however few notes are right.
  const advice = adviceOn({ ...comparison, likeness: 1 });
  const [first, ...others] = adviceSentences(advice, texts);
  const { sung, wrong, missed } = comparison.counts;
  return (
    <>
      <div className="grid items-start gap-x-10 gap-y-5 md:grid-cols-[auto_minmax(0,1fr)]">
        <div className="flex flex-col gap-3">
          <p className="flex items-baseline gap-3" role="status">
            <span className="text-6xl leading-none font-bold tabular-nums" data-testid="points">
              {Math.round(comparison.overall[level])}
            </span>{' '}
            <span className="text-quiet">{texts.ofHundred}</span>
          </p>
          <LevelChoice level={level} onChange={setLevel} />
        </div>
        <div className="flex max-w-prose flex-col gap-1" data-testid="advice">
          <p className="text-lg font-semibold">{first}</p>
          {others.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <p className="text-quiet">{texts.notes(sung, wrong, missed)}</p>
        </div>
      </div>
      <MeasuresToPractise {...{ comparison, player, level }} />
    </>
  );
}

const slowSpeed = 0.75;

function MeasuresToPractise({ comparison, player, level }: SungPointsProps & { level: Level }) {
  const texts = useTakesTexts();
  const { practise } = useSingTexts();
  const measures = measuresToPractise(comparison, level, player.duration);
  if (measures.length === 0) return null;
  const { loop } = player;
  return (
    <div>
      <h3 className="font-semibold">{texts.practise}</h3>
      <p className="mb-2 text-sm text-quiet">{practise}</p>
      <ul className="flex flex-wrap gap-2">
        {measures.map(({ number, points, startSeconds, endSeconds }) => (
          <li key={startSeconds}>
            <button
              type="button"
              className="button button-quiet"
              aria-pressed={loop?.startSeconds === startSeconds && loop.endSeconds === endSeconds}
              onClick={() => {
                player.setSpeed(slowSpeed);
                player.setLoop({ startSeconds, endSeconds });
                if (!player.isPlaying) player.toggle();
              }}
            >
              {texts.measure(number)}
              <span className="font-normal text-quiet tabular-nums">{texts.points(points)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
