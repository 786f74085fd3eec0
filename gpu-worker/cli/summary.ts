import type { Transcription } from '../stages/write-artifacts.ts';
import { formatSeconds } from './progress-display.ts';

/** The result of a transcription, for people and for scripts. */
export interface Summary {
  readonly song: string;
  readonly outDir: string;
  readonly files: readonly string[];
  readonly durationSeconds: number;
  readonly noteCount: number;
  readonly key: string;
  readonly quarterBpm: number;
  readonly lowestNote: string;
  readonly highestNote: string;
  readonly tuningOffsetCents: number;
  readonly processingSeconds: number;
  /** The model's name; absent when nothing was separated. */
  readonly model?: string;
}

export interface Run {
  readonly song: string;
  readonly outDir: string;
  readonly processingSeconds: number;
  readonly model?: string | undefined;
}

/** Summarises a transcription that has at least one note. */
export function summarise({ analysis, artifacts }: Transcription, run: Run): Summary {
  const sung = analysis.notes.map(({ midi }) => midi);
  return {
    song: run.song,
    outDir: run.outDir,
    files: artifacts.map(({ name }) => name),
    durationSeconds: analysis.durationSeconds,
    noteCount: sung.length,
    key: keyName(analysis.key),
    quarterBpm: analysis.tempo.quarterBpm,
    lowestNote: noteName(Math.min(...sung)),
    highestNote: noteName(Math.max(...sung)),
    tuningOffsetCents: analysis.tuningOffsetCents,
    processingSeconds: Math.round(run.processingSeconds * 10) / 10,
    ...(run.model !== undefined && { model: run.model }),
  };
}

/** The summary as lines for a person. */
export function renderSummary(summary: Summary): string {
  const cents = Math.round(summary.tuningOffsetCents);
  const rows = [
    ['Length', formatSeconds(summary.durationSeconds)],
    ['Notes', `${summary.noteCount}, ${summary.lowestNote} to ${summary.highestNote}`],
    ['Key', summary.key],
    ['Tempo', `${Math.round(summary.quarterBpm)} quarter notes a minute`],
    ['Tuning', `${cents > 0 ? '+' : ''}${cents} cents from A = 440 Hz`],
    ['Time taken', formatSeconds(summary.processingSeconds)],
    ['Written to', `${summary.outDir}: ${summary.files.join(', ')}`],
  ] as const;
  const lines = rows.map(([label, value]) => `${label.padEnd(12)}${value}`);
  const licence =
    summary.model === undefined
      ? []
      : ['', `Separated with ${summary.model}. HTDemucs weights: personal and research use only.`];
  return [...lines, ...licence].join('\n');
}

const majorTonics = 'Cb Gb Db Ab Eb Bb F C G D A E B F# C#'.split(' ');
const minorTonics = 'Ab Eb Bb F C G D A E B F# C# G# D# A#'.split(' ');

function keyName({ fifths, mode }: Transcription['analysis']['key']): string {
  const tonics = mode === 'major' ? majorTonics : minorTonics;
  return `${tonics[fifths + 7]} ${mode}`;
}

const pitchClasses = 'C C# D D# E F F# G G# A A# B'.split(' ');

function noteName(midi: number): string {
  return `${pitchClasses[midi % 12]}${Math.floor(midi / 12) - 1}`;
}
