import type { JobView } from '@my-pitch/shared/api';
import { scoreSchema } from '@my-pitch/shared/score';
import type { SongDescription } from './recent-songs.ts';
import { tinyMelody } from './tiny-melody.ts';

type CompletedView = Extract<JobView, { status: 'completed' }>;

/**
 * What the list of recent songs shows of a finished song, from its score.
 * @throws {Error} when the score cannot be fetched or read.
 */
export async function fetchDescription(view: CompletedView): Promise<SongDescription> {
  const url = view.links['score.json'];
  if (!url) throw new Error('This song has no score');
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The score could not be fetched: ${response.status}`);
  const score = scoreSchema.parse(await response.json());
  const { durationSeconds } = view;
  return { title: score.title, durationSeconds, melody: tinyMelody(score) };
}
