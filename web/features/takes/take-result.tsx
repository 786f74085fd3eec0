'use client';
import type { JobView } from '@my-pitch/shared/api';
import type { JobId } from '@my-pitch/shared/ids';
import type { Comparison } from '@my-pitch/shared/scoring/comparison';
import type { Level } from '@my-pitch/shared/scoring/levels';
import { useEffect, useMemo, useState } from 'react';
import type { ArtifactLinks } from '../../lib/api/fetch-artifact.ts';
import type { PlayerControls } from '../player/use-player.ts';
import { adviceOn } from './advice.ts';
import { adviceSentences } from './advice-sentences.ts';
import { PointsAndAdvice } from './points-and-advice.tsx';
import { keepSentTake } from './sent-take.ts';
import { SharePanel } from './share-panel.tsx';
import { TakeDetails } from './take-details.tsx';
import { TakeHistory } from './take-history.tsx';
import { useTakesTexts } from './use-takes-texts.ts';

/** A finished take of a song. */
export type TakeView = Extract<JobView, { status: 'completed' }> & { readonly takeOf: JobId };

interface TakeResultProps {
  readonly comparison: Comparison;
  readonly view: TakeView;
  readonly links: ArtifactLinks;
  readonly player: PlayerControls;
}

/** The points of a take at a chosen level, advice, facts, details, earlier takes and a picture. */
export function TakeResult({ comparison, view, links, player }: TakeResultProps) {
  const texts = useTakesTexts();
  const [level, setLevel] = useState<Level>('normal');
  useEffect(() => void keepSentTake(view, comparison), [view, comparison]);
  const sentences = useMemo(
    () => adviceSentences(adviceOn(comparison), texts),
    [comparison, texts],
  );
  const points = Math.round(comparison.overall[level]);
  const phrases = useMemo(
    () =>
      comparison.phrases.flatMap(({ isCompared, overall }) => (isCompared ? [overall[level]] : [])),
    [comparison, level],
  );
  return (
    <>
      <PointsAndAdvice {...{ points, level, sentences }} onLevel={setLevel} />
      <Facts comparison={comparison} />
      <TakeDetails {...{ comparison, level, links, player }} originalId={view.takeOf} />
      <TakeHistory songId={view.takeOf} level={level} current={view.jobId} />
      <SharePanel points={points} sentences={sentences.slice(0, 2)} phrases={phrases} />
    </>
  );
}

function Facts({ comparison }: { comparison: Comparison }) {
  const texts = useTakesTexts();
  const { transposition, tempoRatio, part, counts } = comparison;
  const facts = [
    [texts.facts.key, texts.key(transposition.semitones, transposition.octaves)],
    [texts.facts.tempo, texts.tempo(Math.round(100 * (tempoRatio - 1)))],
    [texts.facts.part, texts.part(Math.round(100 * part.share))],
    [texts.facts.notes, texts.notes(counts.sung, counts.wrong, counts.missed)],
  ] as const;
  const hasOwnWay = transposition.semitones !== 0 || Math.abs(tempoRatio - 1) >= 0.01;
  return (
    <div className="flex flex-col gap-1">
      <dl className="grid gap-x-8 gap-y-2 sm:grid-cols-2 lg:grid-cols-4">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="text-sm text-quiet">{name}</dt>
            <dd className="font-medium">{value}</dd>
          </div>
        ))}
      </dl>
      {hasOwnWay && <p className="text-sm text-quiet">{texts.costsNothing}</p>}
    </div>
  );
}
