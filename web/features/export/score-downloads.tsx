'use client';
import { type ReactNode, useState } from 'react';
import { BarRangeFields } from '../../components/bar-range.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { allBars, type BarRange } from '../../lib/bar-range.ts';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { useNaming } from '../score/use-naming.ts';
import { usePageDetails } from '../score/use-page-details.ts';
import type { ReadScore } from '../score/use-reading.ts';
import type { DownloadItem } from './download-item.ts';
import { type PaperName, papers } from './paper.ts';
import { renderScoreFile, type ScoreFormat, scoreFileName } from './score-files.ts';

interface ScoreDownloadsProps {
  readonly read: ReadScore;
  readonly isBusy: boolean;
  readonly onSave: (item: DownloadItem) => void;
}

/** Downloads of the shown score, in every format. */
export function ScoreDownloads({ read, isBusy, onSave }: ScoreDownloadsProps) {
  const { takeAway: texts, score: scoreTexts } = useSongMessages();
  const [paper, setPaper] = useState<PaperName>('a4');
  const [chosenBars, setBars] = useState<BarRange>();
  const naming = useNaming(read.reading.naming);
  const { shown, sung } = read;
  const details = usePageDetails(read);
  const all = allBars(shown.measures);
  const bars = chosenBars ?? all;
  const button = (format: ScoreFormat, label: ReactNode) => {
    // The sung MIDI keeps the sung pitch in every key.
    const score = format.kind === 'midi-sung' ? sung : shown;
    const make = () => renderScoreFile(score, format, naming);
    return (
      <button
        type="button"
        className="button button-quiet"
        disabled={isBusy}
        onClick={() => onSave({ name: scoreFileName(shown.title, format), make })}
      >
        {label}
      </button>
    );
  };
  return (
    <div>
      <h3 className="mb-2 font-medium text-quiet">{texts.score}</h3>
      <p className="mb-3 text-sm text-quiet">{texts.shown}</p>
      <div className="flex flex-wrap items-end gap-x-2 gap-y-3">
        {button({ kind: 'musicxml' }, 'MusicXML')}
        {button({ kind: 'midi-written' }, texts.midiWritten)}
        {button({ kind: 'midi-sung' }, texts.midiSung)}
        <span className="flex flex-wrap items-end gap-2">
          {button({ kind: 'pdf', paper, bars, details }, texts.pdf)}
          <SelectField
            label={texts.paper}
            value={paper}
            options={(Object.keys(papers) as PaperName[]).map((each) => [each, papers[each].name])}
            onChange={(value) => setPaper(value as PaperName)}
          />
        </span>
        {button({ kind: 'png', bars }, texts.png)}
        <BarRangeFields texts={scoreTexts} range={bars} limits={all} onChange={setBars} />
      </div>
    </div>
  );
}
