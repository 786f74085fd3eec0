import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pitchClassOf } from '@my-pitch/shared/chords/chord-symbol';
import { knownTunes } from '@my-pitch/shared/chords/testing/known-tunes';
import { findChords, hearHarmonies } from '../../gpu-worker/stages/chords/find-chords.ts';
import {
  estimateHarmony,
  tuningOf,
} from '../../gpu-worker/stages/score/accompaniment/estimate-harmony.ts';
import { beatRateHz } from '../../gpu-worker/stages/score/accompaniment/onset-envelope.ts';
import { printTable } from '../measure/print-table.ts';
import { type ChordScores, scoreChords } from '../metrics/chord-metrics.ts';
import { readMono } from '../recordings/read-mono.ts';
import { withSeparatedStem } from '../recordings/separate-voice.ts';
import { Random } from '../scaling/random.ts';
import { type ArrangedSong, arrangeSong } from './arrange-song.ts';
import { renderSong } from './render-song.ts';
import { type Style, styles } from './styles.ts';
import { scoreSuggestions, scoreTune } from './suggested.ts';

/**
 * How well chords are found: `npm run bench:chords [-- --songs 2] [-- --split judging] [-- --separated]
 * [-- --suggested] [-- --styles rock,soul]`. Songs from known progressions in ten styles are rendered with
 * FluidSynth, each in another key, tempo and tuning; every second one goes through an MP3. Chords may change on
 * the beats of the arrangement. With `--separated`, also on the accompaniment that our network separates from
 * the same songs. With `--suggested`, instead: how far the chords that are suggested for the melody alone agree
 * with those of the song, and with those of song books for traditional tunes.
 */
const { values } = parseArgs({
  options: {
    songs: { type: 'string', default: '2' },
    split: { type: 'string', default: 'tuning,judging' },
    styles: { type: 'string' },
    separated: { type: 'boolean', default: false },
    suggested: { type: 'boolean', default: false },
    'sound-font': { type: 'string', default: '/usr/share/sounds/sf2/FluidR3_GM.sf2' },
  },
});
const songsPerStyle = Number(values.songs);
const wantedStyles = values.styles?.split(',');
const soundFontPath = values['sound-font'];
if (!values.suggested && !existsSync(soundFontPath)) {
  console.error(
    `${soundFontPath} is missing. Install FluidSynth and a General MIDI sound font: apt install fluidsynth fluid-soundfont-gm`,
  );
  process.exit(1);
}
const tunings = [0, 40, -40, 20, -20] as const;
const folder = mkdtempSync(join(tmpdir(), 'my-pitch-chords-'));

function indexOf(style: Style, n: number): number {
  return styles.indexOf(style) * songsPerStyle + n;
}

function songOf(style: Style, n: number): ArrangedSong {
  return arrangeSong(style, new Random(indexOf(style, n) + 1));
}

function stylesOf(split: string): Style[] {
  return styles.filter(
    (style) => style.split === split && (wantedStyles?.includes(style.name) ?? true),
  );
}

async function measure(style: Style, n: number, isSeparated: boolean) {
  const index = indexOf(style, n);
  const song = songOf(style, n);
  const wavPath = join(folder, 'song.wav');
  const cents = tunings[index % tunings.length] ?? 0;
  renderSong(song, wavPath, { soundFontPath, cents, isCompressed: n % 2 === 1 });
  if (!isSeparated) return measureFile(wavPath, song);
  return withSeparatedStem(wavPath, 'accompaniment', {}, (path) => measureFile(path, song));
}

async function measureFile(path: string, song: ArrangedSong) {
  const mono = readMono(path, beatRateHz);
  const before = process.cpuUsage();
  const [startMs, harmony] = [performance.now(), await estimateHarmony(mono)];
  const beatSeconds = 60 / song.quarterBpm;
  const changeSeconds = Array.from(
    { length: Math.ceil(mono.length / beatRateHz / beatSeconds) },
    (_, i) => i * beatSeconds,
  );
  const tuningSemitones = harmony ? tuningOf(harmony) : 0;
  const heard = await hearHarmonies(mono, tuningSemitones);
  const found = findChords(heard, { tuningSemitones, changeSeconds });
  const { user, system } = process.cpuUsage(before);
  const truth = truthOf(song);
  const end = truth.at(-1)?.endSeconds ?? 0;
  const estimate = found
    .filter(({ startSeconds }) => startSeconds < end)
    .map((span) => ({ ...span, endSeconds: Math.min(end, span.endSeconds) }));
  return {
    scores: scoreChords(truth, estimate, beatSeconds / 2),
    processorSeconds: (user + system) / 1e6,
    wallSeconds: (performance.now() - startMs) / 1000,
    durationSeconds: mono.length / beatRateHz,
  };
}

function truthOf({ chords, quarterBpm }: ArrangedSong) {
  return chords.map(({ startQuarters, endQuarters, symbol: { root, kind } }) => ({
    startSeconds: (startQuarters * 60) / quarterBpm,
    endSeconds: (endQuarters * 60) / quarterBpm,
    chord: { root: pitchClassOf(root), kind },
  }));
}

const names = ['majmin', 'sevenths', 'segmentation', 'changes'] as const;
const mean = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0) / of.length;
const columns = (scores: readonly ChordScores[]) =>
  names.map((name) => mean(scores.map((score) => score[name])));

async function printFound(split: string, isSeparated: boolean): Promise<void> {
  const rows: (readonly [string, ...number[]])[] = [];
  const all: ChordScores[] = [];
  let [processor, wall, duration] = [0, 0, 0];
  for (const style of stylesOf(split)) {
    const scores: ChordScores[] = [];
    for (let n = 0; n < songsPerStyle; n++) {
      const measured = await measure(style, n, isSeparated);
      scores.push(measured.scores);
      processor += measured.processorSeconds;
      wall += measured.wallSeconds;
      duration += measured.durationSeconds;
    }
    rows.push([style.name, ...columns(scores)]);
    all.push(...scores);
  }
  rows.push(['mean', ...columns(all)]);
  printTable([isSeparated ? `${split}, separated` : split, ...names], rows);
  const scale = 180 / duration;
  console.log(
    `For 180 s: ${(processor * scale).toFixed(1)} processor seconds, ${(wall * scale).toFixed(1)} s\n`,
  );
}

function printSuggested(split: string): void {
  const ofStyles = stylesOf(split);
  const songs = ofStyles.map((style) => {
    const numbers = Array.from({ length: songsPerStyle }, (_, n) => n);
    return numbers.map((n) => scoreSuggestions(songOf(style, n)));
  });
  const tunes = knownTunes.filter((tune) => tune.split === split);
  const ofTunes = tunes.map(scoreTune);
  printTable(
    [split, ...names],
    [
      ...ofStyles.map((style, i) => [style.name, ...columns(songs[i] ?? [])]),
      ['mean of the songs', ...columns(songs.flat())],
      ...tunes.map((tune, i) => [tune.name, ...columns(ofTunes.slice(i, i + 1))]),
      ['mean of the tunes', ...columns(ofTunes)],
    ],
  );
  console.log('');
}

try {
  for (const split of values.split.split(',')) {
    if (values.suggested) printSuggested(split);
    else await printFound(split, false);
    if (values.separated) await printFound(split, true);
  }
} finally {
  rmSync(folder, { recursive: true });
}
