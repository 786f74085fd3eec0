import { join } from 'node:path';
import { midiToHz } from '@my-pitch/shared/pitch-units';
import type { MelodySeries } from '../metrics/melody-metrics.ts';
import { readRows } from '../metrics/read-rows.ts';
import { listRecordings } from './list-recordings.ts';
import { testDataPath } from './test-data.ts';

/** One karaoke recording of MIR-1K: accompaniment on the left, voice on the right. */
export interface Mir1kRecording {
  readonly id: string;
  readonly path: string;
  /** Manual labels of the voice's pitch every 20 ms, the first frame centred at 20 ms. */
  readonly pitch: MelodySeries;
}

const frameSeconds = 0.02;

export function mir1kRecordings(): Mir1kRecording[] {
  const folder = testDataPath('mixtures', 'mir1k');
  return listRecordings(folder, '.wav').map(({ id, path }) => {
    const midis = readRows(join(folder, `${id}.pv`)).map(([midi = 0]) => midi);
    const pitch = {
      timeSeconds: midis.map((_, i) => (i + 1) * frameSeconds),
      frequencyHz: midis.map((midi) => (midi > 0 ? midiToHz(midi) : 0)),
    };
    return { id, path, pitch };
  });
}
