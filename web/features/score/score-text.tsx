'use client';
import type { Score } from '@my-pitch/shared/score';
import { useMemo, useState } from 'react';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { scoreText } from './reading-aloud/measure-text.ts';
import { tonicOf } from './transposing/keys.ts';

/** The score in words, measure by measure, for screen readers, which cannot read the drawing. */
export function ScoreText({ score }: { score: Score }) {
  const { reading: texts } = useSongMessages();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details
      className="no-print mt-2 text-quiet"
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <summary className="flex min-h-11 items-center text-sm underline underline-offset-4">
        {texts.open}
      </summary>
      {isOpen && <MeasureList score={score} />}
    </details>
  );
}

function MeasureList({ score }: { score: Score }) {
  const { reading: texts, score: scoreTexts } = useSongMessages();
  const measures = useMemo(
    () =>
      scoreText(score, texts, ({ keySignature }) =>
        scoreTexts.keyName(tonicOf(keySignature), keySignature.mode),
      ),
    [score, texts, scoreTexts],
  );
  return (
    <ol className="grid gap-2 py-2 text-ink" data-testid="score-text">
      {score.measures.map(({ startTick }, index) => (
        <li key={startTick}>
          <b className="font-semibold">{measures[index]?.title}:</b> {measures[index]?.body}
        </li>
      ))}
    </ol>
  );
}
