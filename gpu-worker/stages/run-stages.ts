import { join } from 'node:path';
import type { PitchMethod } from '@my-pitch/shared/analysis';
import { JobFailure } from '@my-pitch/shared/errors';
import type { JobOptions } from '@my-pitch/shared/job';
import { type Progress, progressAt, type Stage } from '@my-pitch/shared/stages';
import { durationSecondsOf, type PcmFile } from '../audio/pcm-file.ts';
import { decodeSong } from './decode/decode-song.ts';
import { resampleToMono } from './decode/resample-to-mono.ts';
import { EtaEstimator } from './eta-estimator.ts';
import { findNotes } from './notes/find-notes.ts';
import { chooseTracker } from './pitch/choose-tracker.ts';
import { analyzeAccompaniment } from './score/accompaniment/analyze-accompaniment.ts';
import { beatRateHz } from './score/accompaniment/onset-envelope.ts';
import { settleNames } from './score/key/settle-names.ts';
import { writeScore } from './score/write-score.ts';
import type { Separator } from './separate/separator.ts';
import { type Stems, type Transcription, writeArtifacts } from './write-artifacts.ts';

/** The sample rate for note detection. */
const analysisRateHz = 22050;

export interface Song {
  readonly sourcePath: string;
  /** Printed on the score. */
  readonly title: string;
  readonly options: JobOptions;
  readonly maxDurationSeconds: number;
  readonly pitchMethod: PitchMethod;
}

export interface StageTools {
  /** Opens the separation network. Called only for songs that need it. */
  readonly separator: () => Promise<Separator>;
  /** An empty folder for the artifacts and for raw audio, about 40 MB per minute of song. */
  readonly workDir: string;
  readonly signal: AbortSignal;
  /** Awaited before the stage begins. */
  readonly onStage: (stage: Stage) => Promise<void>;
  readonly onProgress: (progress: Progress) => void;
  /** Called with the execution provider that has separated the song. */
  readonly onSeparated?: (provider: string) => void;
}

/** A transcribed song; its files are in the work folder. */
export interface TranscribedSong extends Transcription {
  /** Absent for a recording that is only a voice. */
  readonly accompaniment?: PcmFile | undefined;
}

/**
 * Transcribes a song in six stages: decode, separate, pitch, notes, score, store. The artifacts depend
 * only on the song and its options: every run writes the same bytes.
 * @throws {JobFailure} for a song that cannot become a score.
 */
export async function runStages(song: Song, given: StageTools): Promise<TranscribedSong> {
  const etaEstimator = new EtaEstimator();
  const tools = {
    ...given,
    onProgress: (progress: Progress) => given.onProgress(etaEstimator.estimate(progress)),
  };
  const decoded = await inStage('decode', tools, (onProgress) =>
    decodeSong(song.sourcePath, join(tools.workDir, 'decoded.f32'), {
      maxDurationSeconds: song.maxDurationSeconds,
      signal: tools.signal,
      onProgress,
    }),
  );
  const durationSeconds = durationSecondsOf(decoded);
  etaEstimator.setDuration(durationSeconds);
  const stems = await inStage('separate', tools, (onProgress) =>
    separate(decoded, song, tools, onProgress),
  );
  const f0 = await inStage('pitch', tools, async (onProgress) => {
    const { sampleRateHz, track } = chooseTracker(song.pitchMethod);
    const voice = await resampleToMono(stems.vocals, sampleRateHz, tools);
    return track(voice, { onProgress, signal: tools.signal });
  });
  const transcribed = await inStage('notes', tools, async () => {
    const voice = await resampleToMono(stems.vocals, analysisRateHz, tools);
    return findNotes(f0, voice, analysisRateHz);
  });
  if (transcribed.notes.length === 0) {
    throw new JobFailure('no-voice-found', 'No note was found in the vocals');
  }
  const written = await inStage('score', tools, async () => {
    const accompaniment =
      stems.accompaniment && (await resampleToMono(stems.accompaniment, beatRateHz, tools));
    const band = accompaniment && (await analyzeAccompaniment(accompaniment, transcribed.notes));
    const named = settleNames(transcribed, band?.harmony);
    const { notes } = named;
    return { ...named, ...writeScore({ notes, durationSeconds, title: song.title, ...band }) };
  });
  const { score, ...measured } = written;
  const analysis = {
    version: 1 as const,
    durationSeconds,
    f0,
    ...measured,
  };
  const transcription = await inStage('store', tools, (onProgress) =>
    writeArtifacts({ analysis, score, stems, lossless: song.options.lossless }, tools, onProgress),
  );
  return { ...transcription, accompaniment: stems.accompaniment };
}

type ReportFraction = (fraction: number) => void;

async function inStage<Result>(
  stage: Stage,
  { signal, onStage, onProgress }: StageTools,
  run: (onProgress: ReportFraction) => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted();
  await onStage(stage);
  const result = await run((fraction) => onProgress(progressAt(stage, fraction)));
  signal.throwIfAborted();
  return result;
}

async function separate(
  decoded: PcmFile,
  { options }: Song,
  { separator, workDir, signal, onSeparated }: StageTools,
  onProgress: ReportFraction,
): Promise<Stems> {
  if (options.content === 'voice') return { vocals: decoded };
  const { preset, stems } = options;
  const opened = await separator();
  const files = await opened.separate(decoded, workDir, { preset, stems, signal, onProgress });
  onSeparated?.(opened.provider);
  return files;
}
