import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Analysis, analysisSchema } from '@my-pitch/shared/analysis';
import type { ArtifactName } from '@my-pitch/shared/keys';
import { renderScoreDocuments } from '@my-pitch/shared/notation/score-documents';
import { type Score, scoreSchema } from '@my-pitch/shared/score';
import { roundAnalysis } from './round-analysis.ts';
import type { StemFiles } from './separate/separator.ts';
import { encodeStem } from './store/encode-stem.ts';
import type { GrowingStems } from './store/growing-stems.ts';

export interface ArtifactFile {
  readonly name: ArtifactName;
  readonly path: string;
}

export interface Transcription {
  readonly analysis: Analysis;
  readonly score: Score;
  /** Files in the work folder. */
  readonly artifacts: readonly ArtifactFile[];
}

/** The vocals and, for a separated song, the other stems. */
export type Stems = Partial<StemFiles> & Pick<StemFiles, 'vocals'>;

export interface StageResults {
  readonly analysis: Analysis;
  readonly score: Score;
  readonly stems: Stems;
  readonly lossless: boolean;
  /** Encodes the stems while they are written; absent for a recording that is only a voice. */
  readonly growing?: GrowingStems | undefined;
}

/**
 * Validates the results of the stages and writes every artifact of a song.
 * @param onProgress receives the fraction of stems that are encoded.
 * @throws {z.ZodError} for an analysis or a score that breaks its contract: a bug in a stage.
 */
export async function writeArtifacts(
  { stems, lossless, growing, ...results }: StageResults,
  { workDir, signal }: { readonly workDir: string; readonly signal: AbortSignal },
  onProgress: (fraction: number) => void,
): Promise<Transcription> {
  const analysis = analysisSchema.parse(roundAnalysis(results.analysis));
  const score = scoreSchema.parse(results.score);
  const documents: readonly (readonly [ArtifactName, string | Uint8Array])[] = [
    ['analysis.json', JSON.stringify(analysis)],
    ...renderScoreDocuments(score),
  ];
  const artifacts: ArtifactFile[] = [];
  for (const [name, content] of documents) {
    const path = join(workDir, name);
    await writeFile(path, content, { signal });
    artifacts.push({ name, path });
  }
  const encoded = new Set((await growing?.finish())?.values());
  const recordings = listRecordings(stems, lossless);
  for (const [done, { name, pcm, format }] of recordings.entries()) {
    const path = join(workDir, name);
    if (!encoded.has(path)) await encodeStem(pcm, path, format, { signal });
    artifacts.push({ name, path });
    onProgress((done + 1) / recordings.length);
  }
  return { analysis, score, artifacts };
}

const stemNames = ['vocals', 'accompaniment', 'drums', 'bass', 'other'] as const;

function listRecordings(stems: Stems, lossless: boolean) {
  const formats = lossless ? (['m4a', 'flac'] as const) : (['m4a'] as const);
  return formats.flatMap((format) =>
    stemNames.flatMap((stem) => {
      const pcm = stems[stem];
      return pcm ? [{ name: `${stem}.${format}` as const, pcm, format }] : [];
    }),
  );
}
