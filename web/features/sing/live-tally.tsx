'use client';
import { useCallback, useState } from 'react';
import { verdictSigns } from '../pitch/draw-live.ts';
import type { LivePicture } from '../pitch/live-picture.ts';
import { useFrames } from '../player/use-frames.ts';
import type { LiveVerdict } from './scoring/score-live-take.ts';
import { useSingTexts } from './use-sing-texts.ts';

const verdicts: readonly LiveVerdict[] = ['in-tune', 'sharp', 'flat', 'wrong', 'missed'];

const colours: Readonly<Record<LiveVerdict, string>> = {
  'in-tune': 'text-leaf',
  sharp: 'text-sharp',
  flat: 'text-flat',
  wrong: '',
  missed: 'text-quiet',
};

/** How many notes were sung how, so far; also the legend of the signs in the picture. */
export function LiveTally({ live }: { live: () => LivePicture | undefined }) {
  const texts = useSingTexts();
  const [counts, setCounts] = useState<readonly number[]>(verdicts.map(() => 0));
  useFrames(
    useCallback(() => {
      const sung = [...(live()?.verdicts.values() ?? [])];
      const now = verdicts.map((verdict) => sung.filter((each) => each === verdict).length);
      setCounts((before) => (now.every((count, i) => count === before[i]) ? before : now));
    }, [live]),
  );
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1" data-testid="tally">
      {verdicts.map((verdict, i) => (
        <li key={verdict} className="flex items-baseline gap-1.5">
          <span aria-hidden="true" className={colours[verdict]}>
            {verdictSigns[verdict]}
          </span>
          <span>{texts.verdicts[verdict]}</span>
          <span className="min-w-[2ch] font-semibold tabular-nums">{counts[i]}</span>
        </li>
      ))}
    </ul>
  );
}
