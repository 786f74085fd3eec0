import { parseArgs } from 'node:util';
import { compareAccuracy } from './accuracy.ts';
import { measureLiveTracker } from './live.ts';
import { compareSpeed } from './speed.ts';

/**
 * `npm run bench:pitch [-- --librosa-python /path/to/python]`: accuracy, speed and memory; with `--live`
 * only those of the page's tracker of live singing.
 */
const { values } = parseArgs({
  options: { 'librosa-python': { type: 'string' }, live: { type: 'boolean' } },
});
await measureLiveTracker();
if (!values.live) {
  console.log();
  await compareSpeed(values['librosa-python']);
  console.log();
  await compareAccuracy();
}
