'use client';
import type { Score } from '@my-pitch/shared/score';
import { useMemo, useState } from 'react';
import { SelectField } from '../../components/select-field.tsx';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { layOutRows } from '../score/engraving/lay-out-rows.ts';
import type { ReadScore } from '../score/use-reading.ts';
import { type PaperName, paperRow, papers } from './paper.ts';
import { ScoreFileButton, type ScoreFileProps } from './score-file-button.tsx';

interface ScoreDownloadsProps extends ScoreFileProps {
  readonly paper: PaperName;
  readonly onPaper: (paper: PaperName) => void;
}

/** Downloads of the shown score in the formats that fewer people take, and the paper of the PDF. */
export function ScoreDownloads({ paper, onPaper, ...file }: ScoreDownloadsProps) {
  const { takeAway: texts } = useSongMessages();
  const [line, setLine] = useState(0);
  const lines = useLines(file.read);
  const lineShown = Math.min(line, lines.length - 1);
  return (
    <div>
      <h3 className="mb-2 font-medium text-quiet">{texts.score}</h3>
      <div className="flex flex-wrap items-end gap-x-2 gap-y-3">
        <ScoreFileButton {...file} format={{ kind: 'midi-written' }}>
          {texts.midiWritten}
        </ScoreFileButton>
        <ScoreFileButton {...file} format={{ kind: 'midi-sung' }}>
          {texts.midiSung}
        </ScoreFileButton>
        <span className="flex flex-wrap items-end gap-2">
          <ScoreFileButton {...file} format={{ kind: 'png', line: lineShown }}>
            {texts.png}
          </ScoreFileButton>
          <SelectField
            label={texts.lineLabel}
            value={String(lineShown)}
            options={lines}
            onChange={(value) => setLine(Number(value))}
          />
        </span>
        <SelectField
          label={texts.paper}
          value={paper}
          options={(Object.keys(papers) as PaperName[]).map((each) => [each, papers[each].name])}
          onChange={(value) => onPaper(value as PaperName)}
        />
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
