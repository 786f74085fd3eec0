'use client';
import { BarRangeFields } from '../../components/bar-range.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { allBars, type BarRange } from '../../lib/bar-range.ts';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { type PaperName, papers } from './paper.ts';
import type { WordsFormat } from './render-words.ts';
import { ScoreFileButton, type ScoreFileProps } from './score-file-button.tsx';

interface ScoreDownloadsProps extends ScoreFileProps {
  readonly paper: PaperName;
  readonly onPaper: (paper: PaperName) => void;
  /** The measures of the PDF and of the picture. */
  readonly bars: BarRange;
  readonly onBars: (bars: BarRange) => void;
}

const wordsFormats = ['ultrastar', 'lrc', 'lrc-words'] as const satisfies readonly WordsFormat[];

/** Downloads of the shown score in the formats that fewer people take, and the PDF's paper and measures. */
export function ScoreDownloads(props: ScoreDownloadsProps) {
  const { paper, onPaper, bars, onBars, ...file } = props;
  const { takeAway: texts, score: scoreTexts } = useSongMessages();
  return (
    <div>
      <h3 className="mb-2 font-medium text-quiet">{texts.score}</h3>
      <div className="flex flex-wrap items-end gap-x-2 gap-y-3">
        <ScoreFileButton {...file} format={{ kind: 'midi-written' }}>
          {texts.midiWritten}
        </ScoreFileButton>
        {file.read.shown.chords?.some(({ symbol }) => symbol) && (
          <ScoreFileButton {...file} format={{ kind: 'midi-chords' }}>
            {texts.midiChords}
          </ScoreFileButton>
        )}
        <ScoreFileButton {...file} format={{ kind: 'midi-sung' }}>
          {texts.midiSung}
        </ScoreFileButton>
        <ScoreFileButton {...file} format={{ kind: 'png', bars }}>
          {texts.png}
        </ScoreFileButton>
        <ScoreFileButton {...file} format={{ kind: 'abc' }}>
          {texts.abc}
        </ScoreFileButton>
        {file.read.shown.lyrics &&
          wordsFormats.map((kind) => (
            <ScoreFileButton key={kind} {...file} format={{ kind }}>
              {texts[kind]}
            </ScoreFileButton>
          ))}
        <BarRangeFields
          texts={scoreTexts}
          range={bars}
          limits={allBars(file.read.shown.measures)}
          onChange={onBars}
        />
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
