'use client';
import type { ReactNode } from 'react';
import { useNaming } from '../score/use-naming.ts';
import type { ReadScore } from '../score/use-reading.ts';
import type { DownloadItem } from './download-item.ts';
import { renderScoreFile, type ScoreFormat, scoreFileName } from './score-files.ts';

export interface ScoreFileProps {
  readonly read: ReadScore;
  readonly isBusy: boolean;
  readonly onSave: (item: DownloadItem) => void;
}

interface ScoreFileButtonProps extends ScoreFileProps {
  readonly format: ScoreFormat;
  readonly isMain?: boolean;
  readonly children: ReactNode;
}

/** A download of the shown score in one format. */
export function ScoreFileButton(props: ScoreFileButtonProps) {
  const { read, format, isBusy, onSave, isMain = false, children } = props;
  const naming = useNaming(read.reading.naming);
  // What is sung to the recording keeps the sung pitch in every key.
  const isSung = format.kind === 'midi-sung' || format.kind === 'ultrastar';
  const score = isSung ? read.sung : read.shown;
  const make = () => renderScoreFile(score, format, naming);
  return (
    <button
      type="button"
      className={isMain ? 'button' : 'button button-quiet'}
      disabled={isBusy}
      onClick={() => onSave({ name: scoreFileName(read.shown, format), make })}
    >
      {children}
    </button>
  );
}
