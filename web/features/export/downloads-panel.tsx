'use client';
import type { JobView } from '@my-pitch/shared/api';
import { useState } from 'react';
import { Chevron } from '../../components/chevron.tsx';
import type { ArtifactLinks } from '../../lib/api/fetch-artifact.ts';
import { allBars, type BarRange } from '../../lib/bar-range.ts';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { usePageDetails } from '../score/use-page-details.ts';
import type { ReadScore } from '../score/use-reading.ts';
import { type DownloadItem, saveBlob } from './download-item.ts';
import { LinkButton } from './link-button.tsx';
import type { PaperName } from './paper.ts';
import { ScoreDownloads } from './score-downloads.tsx';
import { ScoreFileButton, type ScoreFileProps } from './score-file-button.tsx';
import { SoundDownloads } from './sound-downloads.tsx';

type CompletedView = Extract<JobView, { status: 'completed' }>;

interface DownloadsPanelProps {
  readonly view: CompletedView;
  readonly links: ArtifactLinks;
  /** The score as shown; `undefined` when it could not be loaded. */
  readonly read: ReadScore | undefined;
}

/** The downloads of a finished song, first what most people take, and a button for its link. */
export function DownloadsPanel({ view, links, read }: DownloadsPanelProps) {
  const { takeAway: texts, downloads } = useSongMessages();
  const [message, setMessage] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [paper, setPaper] = useState<PaperName>('a4');
  const [chosenBars, setChosenBars] = useState<BarRange>();
  const bars = chosenBars ?? allBars(read?.shown.measures ?? []);
  const save = async ({ name, make }: DownloadItem) => {
    setIsBusy(true);
    setMessage(texts.preparing);
    try {
      saveBlob(await make(), name);
      setMessage(texts.saved(name));
    } catch {
      setMessage(downloads.failed);
    } finally {
      setIsBusy(false);
    }
  };
  const files = { onSave: (item: DownloadItem) => void save(item), isBusy };
  return (
    <section className="card no-print flex flex-col gap-4 p-5 sm:p-6" aria-labelledby="downloads">
      <h2 id="downloads" className="text-lg font-semibold">
        {texts.title}
      </h2>
      <div className="flex flex-wrap gap-3">
        {read && (
          <>
            <PdfButton read={read} {...files} paper={paper} bars={bars} />
            <ScoreFileButton read={read} {...files} format={{ kind: 'musicxml' }} isMain>
              MusicXML
            </ScoreFileButton>
          </>
        )}
        <LinkButton title={read?.shown.title ?? view.fileName} onDone={setMessage} />
      </div>
      {read && <p className="text-sm text-quiet">{texts.shown}</p>}
      <details className="group" open={read === undefined}>
        <summary className="flex min-h-11 list-none items-center gap-2 rounded font-medium text-quiet hover:text-ink">
          <Chevron />
          {texts.more}
        </summary>
        <div className="mt-3 grid gap-x-8 gap-y-5 lg:grid-cols-2">
          {read && (
            <ScoreDownloads
              {...{ read, paper, bars }}
              {...files}
              onPaper={setPaper}
              onBars={setChosenBars}
            />
          )}
          <SoundDownloads view={view} links={links} withScore={read === undefined} {...files} />
        </div>
      </details>
      <p role="status" className="text-quiet empty:hidden">
        {message}
      </p>
    </section>
  );
}

interface PdfButtonProps extends ScoreFileProps {
  readonly paper: PaperName;
  readonly bars: BarRange;
}

function PdfButton({ paper, bars, ...file }: PdfButtonProps) {
  const { takeAway: texts } = useSongMessages();
  const details = usePageDetails(file.read);
  return (
    <ScoreFileButton {...file} format={{ kind: 'pdf', paper, bars, details }} isMain>
      {texts.pdf}
    </ScoreFileButton>
  );
}
