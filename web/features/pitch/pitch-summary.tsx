'use client';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { centsText } from './judge.ts';
import type { NoteBar } from './note-bars.ts';
import { summarisePitch, tuningReferenceHz } from './summary.ts';

interface PitchSummaryProps {
  readonly bars: readonly NoteBar[];
  /** `undefined` until the analysis is loaded. */
  readonly tuningOffsetCents: number | undefined;
}

/** Summarises the intonation of the song in a few sentences. */
export function PitchSummary({ bars, tuningOffsetCents }: PitchSummaryProps) {
  const { pitch: texts } = useSongMessages();
  const summary = summarisePitch(bars);
  if (!summary) return null;
  const lean = Math.abs(Math.round(summary.medianCents));
  return (
    <p data-testid="pitch-summary" className="px-4 pb-4 text-sm text-quiet sm:px-5">
      <span className="font-semibold text-ink">
        {texts.summary(summary.inTunePercent, summary.nearPercent)}
      </span>{' '}
      {texts.tendency(summary.tendency, String(lean))}{' '}
      {tuningOffsetCents !== undefined &&
        texts.tuning(tuningReferenceHz(tuningOffsetCents).toFixed(1), centsText(tuningOffsetCents))}
    </p>
  );
}
