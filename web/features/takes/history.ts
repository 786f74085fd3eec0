import type { Level } from '@my-pitch/shared/scoring/levels';
import type { StoredTake } from './stored-takes.ts';

/** The points of a song's takes, oldest first. */
export interface Trend {
  readonly points: readonly number[];
  readonly first: number;
  readonly last: number;
  readonly best: number;
}

/** How the takes of a song went; `undefined` without any. @param takes newest first. */
export function trendOf(takes: readonly StoredTake[], level: Level): Trend | undefined {
  const points = takes.map(({ comparison }) => Math.round(comparison.overall[level])).reverse();
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return { points, first, last, best: Math.max(...points) };
}

/** The takes as a file, without their sound. */
export function historyFile(takes: readonly StoredTake[]): Blob {
  const silent = takes.map(({ sound: _, ...take }) => take);
  const json = JSON.stringify({ version: 1, takes: silent }, undefined, 1);
  return new Blob([json], { type: 'application/json' });
}
