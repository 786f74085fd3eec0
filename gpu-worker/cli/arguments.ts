import { parse } from 'node:path';
import { parseArgs } from 'node:util';
import { type PitchMethod, pitchMethodSchema } from '@my-pitch/shared/analysis';
import { type JobOptions, type Preset, presetSchema, presets } from '@my-pitch/shared/job';
import { type ExtraFormat, extraFormats, wordFormats } from './extra-formats.ts';

export const helpText = `Writes the vocal line of a song as sheet music.

Usage: npm run transcribe -- SONG [options]

  SONG                   an audio or video file
  --out DIR              where to write; replaces an earlier result there; by default
                         ./<name of the song>-my-pitch
  --no-separation        the recording is a voice without accompaniment
  --pitch METHOD         the pitch tracker: swift-f0 (the default) or pyin
  --preset NAME          fast, balanced (the default) or best: how much time separation may take
  --four-stems           also write drums, bass and other
  --lossless             also write the stems as FLAC
  --lyrics FILE          words to set under the notes: text, or LRC with the times of lines
  --formats LIST         also write abc, midi-chords (MIDI that plays the chords), ultrastar, lrc, lrc-words
                         (the last three need --lyrics)
  --model PATH|URL       another separation model, or the manifest that describes it (….json)
  --model-sha256 HEX     the model file's checksum; needed unless the manifest is on this machine
  --threads N            threads of the separation network; by default one per processor
  --providers A,B        what computes it, in order: openvino, cpu, cuda, webgpu, coreml or dml; by default
                         what suits this machine
  --json                 a summary as JSON on standard output; progress goes to standard error
  --help                 this text

Files: vocals.m4a, accompaniment.m4a, analysis.json, score.json, score.musicxml, score.mid (as
written), sung.mid (as sung); with --four-stems also drums.m4a, bass.m4a and other.m4a; with
--formats also score.abc, score-chords.mid, ultrastar.txt, words.lrc, words-timed.lrc

Exit codes
  0  done
  1  something unexpected went wrong, or this machine lacks disk space, memory or ffmpeg
  2  the command line is not valid
  3  the file cannot be used: not audio, damaged, empty or too long
  4  no singing voice was found in it
  130, 143  stopped by Ctrl-C or SIGTERM; nothing is left behind`;

export interface TranscribeArguments {
  readonly songPath: string;
  readonly outDir: string;
  readonly separation: boolean;
  readonly preset: Preset;
  readonly stems: JobOptions['stems'];
  readonly lossless: boolean;
  readonly pitchMethod: PitchMethod;
  readonly json: boolean;
  readonly lyricsPath?: string;
  readonly formats?: readonly ExtraFormat[];
  readonly modelSource?: string;
  readonly modelSha256?: string;
  readonly threads?: number;
  readonly executionProviders?: readonly string[];
}

/** The command line is not valid. The message says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const options = {
  out: { type: 'string' },
  'no-separation': { type: 'boolean', default: false },
  pitch: { type: 'string', default: 'swift-f0' },
  preset: { type: 'string', default: 'balanced' },
  'four-stems': { type: 'boolean', default: false },
  lossless: { type: 'boolean', default: false },
  lyrics: { type: 'string' },
  formats: { type: 'string' },
  model: { type: 'string' },
  'model-sha256': { type: 'string' },
  threads: { type: 'string' },
  providers: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * Reads the command line.
 * @param args without the program's name.
 * @throws {UsageError}
 */
export function parseArguments(args: readonly string[]): TranscribeArguments | 'help' {
  const { values, positionals } = parseStrictly(args);
  if (values.help) return 'help';
  const [songPath, ...others] = positionals;
  if (songPath === undefined) throw new UsageError('Which song? Give the path of one file.');
  if (others.length > 0)
    throw new UsageError(`One song at a time; unexpected: ${others.join(', ')}`);
  return {
    songPath,
    outDir: values.out ?? `${parse(songPath).name}-my-pitch`,
    separation: !values['no-separation'],
    pitchMethod: parsePitchMethod(values.pitch),
    preset: parsePreset(values.preset),
    stems: values['four-stems'] ? 'four' : 'two',
    lossless: values.lossless,
    json: values.json,
    formats: parseFormats(values.formats, values.lyrics !== undefined),
    ...(values.lyrics !== undefined && { lyricsPath: values.lyrics }),
    ...modelArguments(values.model, values['model-sha256']),
    ...(values.threads !== undefined && { threads: parseThreads(values.threads) }),
    ...(values.providers !== undefined && { executionProviders: values.providers.split(',') }),
  };
}

/** @throws {UsageError} for an unknown format, and for formats of words without words. */
function parseFormats(text: string | undefined, hasWords: boolean): ExtraFormat[] {
  const names = (text ?? '').split(',').flatMap((name) => name.trim() || []);
  return names.map((name) => {
    if (!isExtraFormat(name)) {
      throw new UsageError(`--formats takes ${Object.keys(extraFormats).join(', ')}, not ${name}.`);
    }
    if (wordFormats.has(name) && !hasWords)
      throw new UsageError(`--formats ${name} needs --lyrics.`);
    return name;
  });
}

function isExtraFormat(name: string): name is ExtraFormat {
  return Object.hasOwn(extraFormats, name);
}

function parseStrictly(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function modelArguments(modelSource: string | undefined, modelSha256: string | undefined) {
  if (modelSha256 !== undefined && !/^[0-9a-f]{64}$/.test(modelSha256)) {
    throw new UsageError('--model-sha256 takes 64 lower-case hexadecimal digits.');
  }
  const isPinned = modelSha256 !== undefined || isLocalManifest(modelSource);
  if (modelSource !== undefined && !isPinned) {
    throw new UsageError('Another model needs its checksum: --model-sha256.');
  }
  return {
    ...(modelSource !== undefined && { modelSource }),
    ...(modelSha256 !== undefined && { modelSha256 }),
  };
}

function isLocalManifest(modelSource: string | undefined): boolean {
  return modelSource?.endsWith('.json') === true && !isUrl(modelSource);
}

/** Whether a model's source is a URL rather than a path. */
export function isUrl(modelSource: string): boolean {
  return /^https?:/.test(modelSource);
}

function parsePitchMethod(text: string): PitchMethod {
  const parsed = pitchMethodSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new UsageError(`--pitch takes ${pitchMethodSchema.options.join(' or ')}, not ${text}.`);
}

/**
 * Reads the name of a preset.
 * @throws {UsageError}
 */
export function parsePreset(text: string): Preset {
  const parsed = presetSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new UsageError(`--preset takes ${presets.join(', ')}, not ${text}.`);
}

function parseThreads(text: string): number {
  const threads = Number(text);
  if (Number.isInteger(threads) && threads >= 1) return threads;
  throw new UsageError(`--threads takes a whole number from 1 on, not ${text}.`);
}
