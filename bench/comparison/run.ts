import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { alignRealAccompaniments } from './accompaniments.ts';
import { compareWithAnnotators } from './annotators.ts';
import { measureBleed } from './bleed.ts';
import { measureCost } from './cost.ts';
import { measureDisturbances } from './disturbances.ts';
import { measureLiveSinging } from './live.ts';
import { compareWithSeparated } from './separated-voices.ts';
import { compareSingers } from './singers.ts';

/**
 * Whether the points of a take measure singing. `npm run bench:comparison [-- --only PART]
 * [--cache FOLDER]`; parts are accompaniments, annotators, bleed, cost, disturbances, live, separated
 * and singers. Separated voices are kept in the cache.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    cache: { type: 'string', default: join(tmpdir(), 'my-pitch-bench-comparison') },
  },
});
const includes = (part: string) => values.only === undefined || values.only === part;
const folder = mkdtempSync(join(tmpdir(), 'my-pitch-bench-'));
try {
  if (includes('cost')) await measureCost();
  if (includes('accompaniments')) await alignRealAccompaniments(folder);
  if (includes('annotators')) await compareWithAnnotators();
  if (includes('singers')) await compareSingers();
  if (includes('disturbances')) await measureDisturbances(folder);
  if (includes('bleed')) await measureBleed(folder, values.cache);
  if (includes('live')) await measureLiveSinging(folder, values.cache);
  if (includes('separated')) await compareWithSeparated(values.cache);
} finally {
  rmSync(folder, { recursive: true });
}
