import { join } from 'node:path';
import { type PcmFile, PcmWriter } from '../../audio/pcm-file.ts';
import type { StemFiles, StemName } from './separator.ts';

/** Sources that become stems besides the voice when four are wanted; the remainder is `other`. */
const extraSources = ['drums', 'bass'] as const;

/** The stems that come from the network, the voice first. */
export function foundStems(
  { sources, voice }: { readonly sources: readonly string[]; readonly voice: string },
  stems: 'two' | 'four',
): readonly FoundStem[] {
  const extra = stems === 'four' ? extraSources.filter((name) => sources.includes(name)) : [];
  return [{ name: 'vocals', source: voice }, ...extra.map((name) => ({ name, source: name }))];
}

export interface FoundStem {
  readonly name: StemName;
  readonly source: string;
}

/**
 * Writes a song's stems block by block. Accompaniment and other are the song minus the network's stems, not
 * the network's own: so the stems add up to the song, and the accompaniment has a higher SDR (18.81
 * instead of 18.61 dB, docs/separation.md).
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

  /**
   * Appends a block of frames, interleaved.
   * @param song overwritten.
   * @param stems those of {@link foundStems}, in their order.
   */
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

/** The files that {@link StemWriters} writes for a mixture. */
export function stemFiles(
  mixture: PcmFile,
  outDir: string,
  stems: readonly FoundStem[],
): StemFiles {
  const fileOf = (name: StemName): PcmFile => ({ ...mixture, path: pathOf(outDir, name) });
  const extra = stems.slice(1).map(({ name }) => [name, fileOf(name)] as const);
  return {
    vocals: fileOf('vocals'),
    accompaniment: fileOf('accompaniment'),
    ...Object.fromEntries(extra),
    ...(extra.length > 0 && { other: fileOf('other') }),
  };
}

function subtract(from: Float32Array, values: Float32Array): void {
  for (let i = 0; i < from.length; i++) from[i] = (from[i] as number) - (values[i] as number);
}
