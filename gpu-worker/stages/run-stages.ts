import { join } from 'node:path';
import type { PitchMethod } from '@my-pitch/shared/analysis';
import { JobFailure } from '@my-pitch/shared/errors';
import type { JobOptions } from '@my-pitch/shared/job';
import { type Progress, progressAt, type Stage } from '@my-pitch/shared/stages';
import { durationSecondsOf, type PcmFile } from '../audio/pcm-file.ts';
import { hearBand } from './chords/hear-band.ts';
import { writeChords } from './chords/write-chords.ts';
import { decodeSong } from './decode/decode-song.ts';
import { resampleToMono } from './decode/resample-to-mono.ts';
import { EtaEstimator } from './eta-estimator.ts';
import { findNotes } from './notes/find-notes.ts';
import { chooseTracker } from './pitch/choose-tracker.ts';
import { bandUnder } from './score/accompaniment/analyze-accompaniment.ts';
import { beatRateHz } from './score/accompaniment/onset-envelope.ts';
import { settleNames } from './score/key/settle-names.ts';
import { writeScore } from './score/write-score.ts';
import type { Separator } from './separate/separator.ts';
import { GrowingStems } from './store/growing-stems.ts';
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
  /** Called with the execution provider and the engine that have separated the song. */
  readonly onSeparated?: (provider: string, engine: string) => void;
}

/** A transcribed song; its files are in the work folder. */
export interface TranscribedSong extends Transcription {
  /** Absent for a recording that is only a voice. */
  readonly accompaniment?: PcmFile | undefined;
}

/**
 * Transcribes a song in six stages: decode, separate, pitch, notes, score, store. The stems are encoded
 * while they are separated. The artifacts depend only on the song and its options: every run writes the
 * same bytes.
 * @throws {JobFailure} for a song that cannot become a score.
 */
export async function runStages(song: Song, given: StageTools): Promise<TranscribedSong> {
  const etaEstimator = new EtaEstimator();
  const tools = {
    ...given,
    onProgress: (progress: Progress) => given.onProgress(etaEstimator.estimate(progress)),
  };
  // Opening the network takes a second, in which the song is decoded.
  const opening = song.options.content === 'song' ? tools.separator() : undefined;
  opening?.catch(() => undefined);
  const decoded = await inStage('decode', tools, (onProgress) =>
    decodeSong(song.sourcePath, join(tools.workDir, 'decoded.f32'), {
      maxDurationSeconds: song.maxDurationSeconds,
      signal: tools.signal,
      onProgress,
    }),
  );
  etaEstimator.setDuration(durationSecondsOf(decoded));
  if (!opening) {
    const stems = await inStage('separate', tools, async () => ({ vocals: decoded }));
    return transcribe(song, stems, tools);
  }
  const growing = new GrowingStems(tools.workDir, decoded, tools.signal);
  try {
    const stems = await inStage('separate', tools, (onProgress) =>
      separate(opening, decoded, song.options, {
        ...tools,
        onProgress: (fraction) => {
          growing.advance(fraction);
          onProgress(fraction);
        },
      }),
    );
    return await transcribe(song, stems, tools, growing);
  } finally {
    await growing.stop();
  }
}

/** The stages after the separation. */
async function transcribe(
  song: Song,
  stems: Stems,
  tools: StageTools,
  growing?: GrowingStems,
): Promise<TranscribedSong> {
  const durationSeconds = durationSecondsOf(stems.vocals);
  const sound = resampled(song, stems, tools);
  const f0 = await inStage('pitch', tools, async (onProgress) => {
    const { track } = chooseTracker(song.pitchMethod);
    const isSeparated = song.options.content === 'song';
    return track(await sound.tracked, { onProgress, signal: tools.signal, isSeparated });
  });
  const transcribed = await inStage('notes', tools, async () =>
    findNotes(f0, await sound.voice, analysisRateHz),
  );
  if (transcribed.notes.length === 0) {
    throw new JobFailure('no-voice-found', 'No note was found in the vocals');
  }
  const { score, ...measured } = await inStage('score', tools, async () => {
    const heardBand = await sound.band;
    const band = heardBand && bandUnder(heardBand, transcribed.notes);
    const named = settleNames(transcribed, band?.harmony);
    const { notes, tuningOffsetCents } = named;
    const written = writeScore({ notes, durationSeconds, title: song.title, ...band });
    const [harmony, heard] = [band?.harmony, heardBand?.heard];
    if (!harmony || !heard) return { ...named, ...written };
    const chords = writeChords({ heard, harmony, tuningOffsetCents }, written);
    return { ...named, ...written, score: { ...written.score, chords } };
  });
  const analysis = {
    version: 1 as const,
    ...{ durationSeconds, f0, ...measured },
  };
  const { lossless } = song.options;
  const transcription = await inStage('store', tools, (onProgress) =>
    writeArtifacts({ analysis, score, stems, lossless, growing }, tools, onProgress),
  );
  return { ...transcription, accompaniment: stems.accompaniment };
}

/**
 * What the later stages listen to, mono, all resampled at the same time. The band is heard at the same
 * time as the voice.
 */
function resampled({ pitchMethod }: Song, { vocals, accompaniment }: Stems, tools: StageTools) {
  const resample = (pcm: PcmFile, sampleRateHz: number): Promise<Float32Array> =>
    inBackground(resampleToMono(pcm, sampleRateHz, tools));
  const voice = resample(vocals, analysisRateHz);
  const heard = async (band: PcmFile) =>
    hearBand(...(await Promise.all([resample(band, beatRateHz), voice])));
  return {
    tracked: resample(vocals, chooseTracker(pitchMethod).sampleRateHz),
    voice,
    band: accompaniment && inBackground(heard(accompaniment)),
  };
}

/** An earlier stage may fail first; then nothing awaits this work, and its failure is no news. */
function inBackground<Result>(work: Promise<Result>): Promise<Result> {
  work.catch(() => undefined);
  return work;
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
  opening: Promise<Separator>,
  decoded: PcmFile,
  { preset, stems }: JobOptions,
  {
    workDir,
    signal,
    onSeparated,
    onProgress,
  }: Pick<StageTools, 'workDir' | 'signal' | 'onSeparated'> & {
    readonly onProgress: ReportFraction;
  },
): Promise<Stems> {
  const opened = await opening;
  const files = await opened.separate(decoded, workDir, { preset, stems, signal, onProgress });
  onSeparated?.(opened.provider, opened.engine);
  return files;
}
