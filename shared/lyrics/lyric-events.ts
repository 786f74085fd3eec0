import type { TimedEvent } from '../notation/midi-file-bytes.ts';
import { utf8AsBytes } from '../notation/text-event.ts';
import type { Score } from '../score.ts';
import { byNote, sungLines } from './sung-words.ts';

/**
 * The first verse as lyric events of MIDI, in UTF-8. A syllable whose word goes on ends with a hyphen, as
 * notation programs expect; of several verses MIDI can hold only one.
 * @param tickOf where a sung note begins; `undefined` for one that is not in the score.
 */
export function lyricEvents(
  score: Score,
  tickOf: (sungNote: number) => number | undefined,
): readonly TimedEvent[] {
  return [...byNote(sungLines(score).flat())].flatMap(([sungNote, syllables]): TimedEvent[] => {
    const tick = tickOf(sungNote);
    if (tick === undefined) return [];
    const text = syllables.map((each) => each.text + (each.goesOn ? '' : ' ')).join('');
    const last = syllables.at(-1);
    const written = last?.goesOn ? `${text}-` : text.trimEnd();
    return [{ tick, order: 1.5, event: { type: 'lyrics', text: utf8AsBytes(written) } }];
  });
}
