import { parseArgs } from 'node:util';
import type { Preset } from '@my-pitch/shared/job';
import { parsePreset, UsageError } from './arguments.ts';

export const compareHelpText = `Compares your singing with an original.

Usage: npm run compare -- ORIGINAL TAKE --out DIR [options]

  ORIGINAL, TAKE         each an audio or video file, or a folder that "npm run transcribe" or this
                         command has written
  --out DIR              where to write comparison.json, and the transcriptions of files into
                         DIR/original and DIR/take
  --voice-only WHICH     original, take or both: the recording is a voice without accompaniment
  --preset NAME          fast, balanced (the default) or best: how much time separation may take
  --json                 comparison.json also on standard output; progress goes to standard error
  --help                 this text

The summary is in Korean if LANG says so. docs/scoring.md explains the points.

Exit codes
  0  done
  1  something unexpected went wrong, or this machine lacks disk space, memory or ffmpeg
  2  the command line is not valid
  3  a file cannot be used: not audio, damaged, empty or too long
  4  no singing voice was found in one of them
  130, 143  stopped by Ctrl-C or SIGTERM`;

const sides = ['original', 'take'] as const;
export type Side = (typeof sides)[number];

export interface CompareArguments {
  readonly originalPath: string;
  readonly takePath: string;
  readonly outDir: string;
  /** The recordings that are a voice without accompaniment. */
  readonly voiceOnly: readonly Side[];
  readonly preset: Preset;
  readonly json: boolean;
}

const options = {
  out: { type: 'string' },
  'voice-only': { type: 'string' },
  preset: { type: 'string', default: 'balanced' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * Reads the command line.
 * @param args without the program's name.
 * @throws {UsageError}
 */
export function parseCompareArguments(args: readonly string[]): CompareArguments | 'help' {
  const { values, positionals } = parseStrictly(args);
  if (values.help) return 'help';
  const [originalPath, takePath, ...others] = positionals;
  if (originalPath === undefined || takePath === undefined) {
    throw new UsageError('Which songs? Give the original and your take.');
  }
  if (others.length > 0) throw new UsageError(`Two songs; unexpected: ${others.join(', ')}`);
  if (values.out === undefined) throw new UsageError('Where to write? Give --out DIR.');
  return {
    originalPath,
    takePath,
    outDir: values.out,
    voiceOnly: parseSides(values['voice-only']),
    preset: parsePreset(values.preset),
    json: values.json,
  };
}

function parseStrictly(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function parseSides(text: string | undefined): readonly Side[] {
  if (text === undefined) return [];
  if (text === 'both') return sides;
  const side = sides.find((name) => name === text);
  if (side) return [side];
  throw new UsageError(`--voice-only takes ${sides.join(', ')} or both, not ${text}.`);
}
