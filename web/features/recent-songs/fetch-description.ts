import type { JobView } from '@my-pitch/shared/api';
import { scoreSchema } from '@my-pitch/shared/score';
import { fetchArtifactJson } from '../../lib/api/fetch-artifact.ts';
import type { SongDescription } from './recent-songs.ts';
import { tinyMelody } from './tiny-melody.ts';

type CompletedView = Extract<JobView, { status: 'completed' }>;

/**
 * What the list of recent songs shows of a finished song, from its score.
 * @throws {Error} when the score cannot be fetched or read.
 */
export async function fetchDescription(view: CompletedView): Promise<SongDescription> {
  const score = await fetchArtifactJson(async () => view.links, 'score.json', scoreSchema);
  const { durationSeconds } = view;
  return { title: score.title, durationSeconds, melody: tinyMelody(score) };
}
