'use client';
import type { JobView } from '@my-pitch/shared/api';
import type { ArtifactName } from '@my-pitch/shared/keys';
import type { ArtifactLinks } from '../../lib/api/fetch-artifact.ts';
import { fetchArtifact } from '../../lib/api/fetch-artifact.ts';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import type { DownloadItem } from './download-item.ts';
import { downloadName } from './download-name.ts';

interface SoundDownloadsProps {
  readonly view: Extract<JobView, { status: 'completed' }>;
  readonly links: ArtifactLinks;
  /** Whether to include the worker's score files, when the page could not load the score. */
  readonly withScore: boolean;
  readonly isBusy: boolean;
  readonly onSave: (item: DownloadItem) => void;
}

/** Downloads of the stems, as the worker stored them. */
export function SoundDownloads({ view, links, withScore, isBusy, onSave }: SoundDownloadsProps) {
  const { takeAway: texts, downloads } = useSongMessages();
  const stems = [
    ['vocals', downloads.vocals],
    ['accompaniment', downloads.accompaniment],
    ['drums', texts.drums],
    ['bass', texts.bass],
    ['other', texts.other],
  ] as const;
  const items: readonly (readonly [ArtifactName, string])[] = [
    ...(withScore
      ? ([
          ['score.musicxml', 'MusicXML'],
          ['score.mid', texts.midiWritten],
          ['sung.mid', texts.midiSung],
        ] as const)
      : []),
    ...stems.map(([stem, label]) => [`${stem}.m4a`, `${label} (M4A)`] as const),
    ...stems.map(([stem, label]) => [`${stem}.flac`, `${label} (FLAC)`] as const),
  ];
  return (
    <div>
      <h3 className="mb-2 font-medium text-quiet">{texts.sound}</h3>
      <div className="flex flex-wrap gap-2">
        {items
          .filter(([artifact]) => view.links[artifact])
          .map(([artifact, label]) => (
            <button
              key={artifact}
              type="button"
              className="button button-quiet"
              data-artifact={artifact}
              disabled={isBusy}
              onClick={() =>
                onSave({
                  name: downloadName(view.fileName, artifact),
                  make: async () => (await fetchArtifact(links, artifact)).blob(),
                })
              }
            >
              {label}
            </button>
          ))}
      </div>
    </div>
  );
}
