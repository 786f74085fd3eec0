import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { printTable } from '../measure/print-table.ts';
import { attacksOf, waveOf } from './ear-figures.ts';
import { type Shift, type Stretcher, stretchers } from './stretchers.ts';
import { band, chord, drums, noise, opposite, rateHz, sungTone, vibrato } from './test-sounds.ts';

/**
 * The song in another key: our engine beside `signalsmith-stretch`, by ear figures on synthetic sounds, processor
 * time and size. `npm run bench:key-shift`.
 */
const shifts: readonly Shift[] = [
  { semitones: -6, speed: 1 },
  { semitones: -3, speed: 1 },
  { semitones: 3, speed: 1 },
  { semitones: 6, speed: 1 },
  { semitones: -3, speed: 0.75 },
  { semitones: 3, speed: 0.75 },
  { semitones: 6, speed: 0.5 },
  { semitones: -6, speed: 1.5 },
];
const recordedSeconds = 6;
const frames = recordedSeconds * rateHz;
/** A phone beside this machine. */
const phoneFactor = 4;

const heading = [
  'player',
  'semitones',
  'speed',
  'cents off',
  'vibrato',
  'rough cents',
  'drum ms',
  'late ms',
  'stems apart',
  '% of a core',
  'on a phone',
];
const rows: (string | number)[][] = [];
for (const [name, stretch] of Object.entries(stretchers)) {
  for (const shift of shifts) rows.push(await measure(name, stretch, shift));
}
const { spreadMilliseconds } = attacksOf(drums, 1);
console.log(`Drums as recorded: ${spreadMilliseconds.toFixed(1)} ms; vibrato 1 is as recorded.`);
printTable(heading, rows);
console.log(`Sizes, gzip: our engine ${kilobytes(await bundledEngine())}`);
const library = await readFile(new URL(import.meta.resolve('signalsmith-stretch')));
console.log(`signalsmith-stretch ${kilobytes(library)}`);

async function measure(name: string, stretch: Stretcher, shift: Shift) {
  const { semitones, speed } = shift;
  const [tone = new Float32Array()] = await stretch([sungTone], shift, frames);
  const wanted = vibrato.centreHz * 2 ** (semitones / 12);
  const { centreHz, extentCents, roughnessCents } = waveOf(tone, wanted, vibrato.rateHz * speed);
  const [drummed = new Float32Array()] = await stretch([drums], shift, frames);
  const attacks = attacksOf(drummed, speed);
  const [one = noise, other = noise] = await stretch([noise, opposite], shift, frames);
  const apart = one.reduce((most, x, i) => Math.max(most, Math.abs(x + (other[i] as number))), 0);
  const startedMs = performance.now();
  await stretch([band, chord], shift, frames);
  const share = (performance.now() - startedMs) / (1000 * recordedSeconds);
  return [
    ...[name, semitones, String(speed)],
    (1200 * Math.log2(centreHz / wanted)).toFixed(1),
    (extentCents / vibrato.extentCents).toFixed(2),
    roughnessCents.toFixed(1),
    attacks.spreadMilliseconds.toFixed(1),
    attacks.latenessMilliseconds.toFixed(1),
    apart.toExponential(0),
    (100 * share).toFixed(1),
    (100 * share * phoneFactor).toFixed(0),
  ];
}

async function bundledEngine(): Promise<Uint8Array> {
  const entry = new URL('../../web/features/player/engine/player-processor.ts', import.meta.url);
  const { outputFiles } = await build({
    ...{ entryPoints: [entry.pathname], write: false, bundle: true },
    ...{ minify: true, format: 'esm', target: 'es2022' },
  });
  const [file] = outputFiles;
  if (!file) throw new Error('esbuild wrote no engine');
  return file.contents;
}

function kilobytes(bytes: Uint8Array): string {
  return `${(gzipSync(bytes).length / 1000).toFixed(1)} kB`;
}
