'use client';
import type { Score } from '@my-pitch/shared/score';
import { type ReactNode, useMemo, useState } from 'react';
import { SelectField } from '../../components/select-field.tsx';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { layOutRows } from '../score/engraving/lay-out-rows.ts';
import { useNaming } from '../score/use-naming.ts';
import type { ReadScore } from '../score/use-reading.ts';
import type { DownloadItem } from './download-item.ts';
import { type PaperName, paperRow, papers } from './paper.ts';
import { renderScoreFile, type ScoreFormat, scoreFileName } from './score-files.ts';

interface ScoreDownloadsProps {
  readonly read: ReadScore;
  readonly isBusy: boolean;
  readonly onSave: (item: DownloadItem) => void;
}

/** Downloads of the shown score, in every format. */
export function ScoreDownloads({ read, isBusy, onSave }: ScoreDownloadsProps) {
  const { takeAway: texts } = useSongMessages();
  const [paper, setPaper] = useState<PaperName>('a4');
  const [line, setLine] = useState(0);
  const naming = useNaming(read.reading.naming);
  const { shown, sung } = read;
  const lines = useLines(read);
  const lineShown = Math.min(line, lines.length - 1);
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
          {button({ kind: 'pdf', paper }, texts.pdf)}
          <SelectField
            label={texts.paper}
            value={paper}
            options={(Object.keys(papers) as PaperName[]).map((each) => [each, papers[each].name])}
            onChange={(value) => setPaper(value as PaperName)}
          />
        </span>
        <span className="flex flex-wrap items-end gap-2">
          {button({ kind: 'png', line: lineShown }, texts.png)}
          <SelectField
            label={texts.lineLabel}
            value={String(lineShown)}
            options={lines}
            onChange={(value) => setLine(Number(value))}
          />
        </span>
      </div>
    </div>
  );
}

/** The choices of lines, each named by its measures. */
function useLines({ shown }: ReadScore): readonly (readonly [string, string])[] {
  const { takeAway: texts } = useSongMessages();
  const lines = useMemo(() => paperLines(shown), [shown]);
  const numberOf = (index: number) => shown.measures[index]?.number ?? 0;
  return lines.map(({ first, last }, index) => [
    String(index),
    texts.line(numberOf(first), numberOf(last)),
  ]);
}

/** The first and last measure index of each line of the score on paper. */
function paperLines(score: Score): readonly { first: number; last: number }[] {
  return layOutRows(score, { ...paperRow, withNoteNames: false }).map(
    ({ firstMeasure, measureCount }) => ({
      first: firstMeasure,
      last: firstMeasure + measureCount - 1,
    }),
  );
}
