import { parseArgs } from 'node:util';
import { compareAccuracy } from './accuracy.ts';
import { compareSpeed } from './speed.ts';

/** `npm run bench:pitch [-- --librosa-python /path/to/python]`: accuracy, speed and memory. */
const { values } = parseArgs({ options: { 'librosa-python': { type: 'string' } } });
await compareSpeed(values['librosa-python']);
console.log();
await compareAccuracy();
