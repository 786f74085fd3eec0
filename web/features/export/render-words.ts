import type { Score } from '@my-pitch/shared/score';
import { savedNameOf } from '@my-pitch/shared/title';

/** The formats of the words of a score, as text. */
export type WordsFormat = 'ultrastar' | 'lrc' | 'lrc-words';

/** Renders the words of a score. An UltraStar file names the song's sound after the title. */
export async function renderWords(score: Score, format: WordsFormat): Promise<string> {
  if (format === 'ultrastar') {
    const { renderUltraStar } = await import('@my-pitch/shared/lyrics/write-ultrastar');
    return renderUltraStar(score, `${savedNameOf(score.title, 'song')}.mp3`);
  }
  const { renderLrc } = await import('@my-pitch/shared/lyrics/write-lrc');
  return renderLrc(score, { isEnhanced: format === 'lrc-words' });
}
