import { join } from 'node:path';
import { type PcmFile, PcmWriter } from '../../audio/pcm-file.ts';
import type { StemFiles, StemName } from './separator.ts';

/** Sources that become stems of their own when four are wanted; what they leave is `other`. */
const ownStems = ['drums', 'bass'] as const;

/** The stems that a network has to find, by the names of its sources; the voice first. */
export function foundStems(
  { sources, voice }: { readonly sources: readonly string[]; readonly voice: string },
  stems: 'two' | 'four',
): readonly FoundStem[] {
  const extra = stems === 'four' ? ownStems.filter((name) => sources.includes(name)) : [];
  return [{ name: 'vocals', source: voice }, ...extra.map((name) => ({ name, source: name }))];
}

export interface FoundStem {
  readonly name: StemName;
  readonly source: string;
}

/**
 * The files of a song's stems, written block by block. Accompaniment and other are what is left of
 * the song, not what the network makes of them: so stems add up to the song, and the accompaniment
 * is measurably nearer to the true one.
 */
export class StemWriters {
  readonly #found: readonly PcmWriter[];
  readonly #accompaniment: PcmWriter;
  readonly #other: PcmWriter | undefined;

  private constructor(found: readonly PcmWriter[], accompaniment: PcmWriter, other?: PcmWriter) {
    this.#found = found;
    this.#accompaniment = accompaniment;
    this.#other = other;
  }

  static async create(
    { sampleRateHz, channels }: PcmFile,
    outDir: string,
    stems: readonly FoundStem[],
  ): Promise<StemWriters> {
    const create = (name: StemName) =>
      PcmWriter.create(pathOf(outDir, name), sampleRateHz, channels);
    const found: PcmWriter[] = [];
    for (const { name } of stems) found.push(await create(name));
    const accompaniment = await create('accompaniment');
    const other = stems.length > 1 ? await create('other') : undefined;
    return new StemWriters(found, accompaniment, other);
  }

  /** Appends a block: the song, which is used up, and the found stems; all interleaved. */
  async append(song: Float32Array, stems: readonly Float32Array[]): Promise<void> {
    for (const [i, writer] of this.#found.entries()) {
      const stem = stems[i] as Float32Array;
      await writer.append(stem);
      subtract(song, stem);
      if (i === 0) await this.#accompaniment.append(song);
    }
    await this.#other?.append(song);
  }

  async close(): Promise<void> {
    const writers = [...this.#found, this.#accompaniment, ...(this.#other ? [this.#other] : [])];
    await Promise.all(writers.map((writer) => writer.close()));
  }
}

function pathOf(outDir: string, name: StemName): string {
  return join(outDir, `${name}.f32`);
}

/** Where the stems of a mixture are once they are written. */
export function stemFiles(
  mixture: PcmFile,
  outDir: string,
  stems: readonly FoundStem[],
): StemFiles {
  const at = (name: StemName): PcmFile => ({ ...mixture, path: pathOf(outDir, name) });
  const extra = stems.slice(1).map(({ name }) => [name, at(name)] as const);
  return {
    vocals: at('vocals'),
    accompaniment: at('accompaniment'),
    ...Object.fromEntries(extra),
    ...(extra.length > 0 && { other: at('other') }),
  };
}

function subtract(from: Float32Array, values: Float32Array): void {
  for (let i = 0; i < from.length; i++) from[i] = (from[i] as number) - (values[i] as number);
}
