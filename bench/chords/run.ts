import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pitchClassOf } from '@my-pitch/shared/chords/chord-symbol';
import { findChords, hearHarmonies } from '../../gpu-worker/stages/chords/find-chords.ts';
import {
  estimateHarmony,
  tuningOf,
} from '../../gpu-worker/stages/score/accompaniment/estimate-harmony.ts';
import { beatRateHz } from '../../gpu-worker/stages/score/accompaniment/onset-envelope.ts';
import { printTable } from '../measure/print-table.ts';
import { type ChordScores, scoreChords } from '../metrics/chord-metrics.ts';
import { readMono } from '../recordings/read-mono.ts';
import { Random } from '../scaling/random.ts';
import { type ArrangedSong, arrangeSong } from './arrange-song.ts';
import { renderSong } from './render-song.ts';
import { type Style, styles } from './styles.ts';

/**
 * How well chords are found: `npm run bench:chords [-- --songs 2] [-- --split judging]`. Songs from known
 * progressions in ten styles are rendered with FluidSynth, each in another key, tempo and tuning; every
 * second one goes through an MP3. Chords may change on the beats of the arrangement.
 */
const { values } = parseArgs({
  options: {
    songs: { type: 'string', default: '2' },
    split: { type: 'string', default: 'tuning,judging' },
    'sound-font': { type: 'string', default: '/usr/share/sounds/sf2/FluidR3_GM.sf2' },
  },
});
const songsPerStyle = Number(values.songs);
const soundFontPath = values['sound-font'];
if (!existsSync(soundFontPath)) {
  console.error(
    `${soundFontPath} is missing. Install FluidSynth and a General MIDI sound font: apt install fluidsynth fluid-soundfont-gm`,
  );
  process.exit(1);
}
const tunings = [0, 40, -40, 20, -20] as const;
const folder = mkdtempSync(join(tmpdir(), 'my-pitch-chords-'));

async function measure(style: Style, n: number) {
  const index = styles.indexOf(style) * songsPerStyle + n;
  const song = arrangeSong(style, new Random(index + 1));
  const wavPath = join(folder, 'song.wav');
  const cents = tunings[index % tunings.length] ?? 0;
  renderSong(song, wavPath, { soundFontPath, cents, isCompressed: n % 2 === 1 });
  const mono = readMono(wavPath, beatRateHz);
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

try {
  for (const split of values.split.split(',')) {
    const rows: (readonly [string, ...number[]])[] = [];
    const all: ChordScores[] = [];
    let [processor, wall, duration] = [0, 0, 0];
    for (const style of styles.filter((style) => style.split === split)) {
      const scores: ChordScores[] = [];
      for (let n = 0; n < songsPerStyle; n++) {
        const measured = await measure(style, n);
        scores.push(measured.scores);
        processor += measured.processorSeconds;
        wall += measured.wallSeconds;
        duration += measured.durationSeconds;
      }
      rows.push([style.name, ...columns(scores)]);
      all.push(...scores);
    }
    rows.push(['mean', ...columns(all)]);
    printTable([split, ...names], rows);
    const scale = 180 / duration;
    console.log(
      `For 180 s: ${(processor * scale).toFixed(1)} processor seconds, ${(wall * scale).toFixed(1)} s\n`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
