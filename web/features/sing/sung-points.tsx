'use client';
import type { Comparison } from '@my-pitch/shared/scoring/comparison';
import type { Level } from '@my-pitch/shared/scoring/levels';
import { useState } from 'react';
import type { PlayerControls } from '../player/use-player.ts';
import { adviceOn } from '../takes/advice.ts';
import { adviceSentences } from '../takes/advice-sentences.ts';
import { PointsAndAdvice } from '../takes/points-and-advice.tsx';
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
  const { sung, wrong, missed } = comparison.counts;
  return (
    <>
      <PointsAndAdvice
        points={Math.round(comparison.overall[level])}
        level={level}
        onLevel={setLevel}
        sentences={adviceSentences(advice, texts)}
      >
        <p className="text-quiet">{texts.notes(sung, wrong, missed)}</p>
      </PointsAndAdvice>
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
