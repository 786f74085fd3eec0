'use client';
import { versesOf } from '@my-pitch/shared/lyrics/sung-words';
import type { Score } from '@my-pitch/shared/score';
import { useMemo, useState } from 'react';
import { SelectField } from '../../components/select-field.tsx';
import { useSongMessages } from '../../lib/messages/use-song-messages.ts';
import { composeBeats } from '../player/beats.ts';
import { PlayButton } from '../player/play-button.tsx';
import { PositionSlider } from '../player/position-slider.tsx';
import type { PlayerControls } from '../player/use-player.ts';
import type { KaraokeLine } from './karaoke-lines.ts';
import './karaoke.css';
import { karaokeLines } from './karaoke-lines.ts';
import { useLineFill } from './use-line-fill.ts';

interface KaraokeViewProps {
  readonly score: Score;
  readonly player: PlayerControls;
}

/** The words in large lines, in time with the sound, and the player below them. */
export function KaraokeView({ score, player }: KaraokeViewProps) {
  const { lyrics: texts, player: playerTexts } = useSongMessages();
  const verses = versesOf(score);
  const [wanted, setWanted] = useState(1);
  const verse = verses.includes(wanted) ? wanted : (verses[0] ?? 1);
  const { duration } = player;
  const lines = useMemo(
    () => karaokeLines(score, composeBeats(score, duration), verse),
    [score, duration, verse],
  );
  return (
    <>
      <KaraokeLines key={verse} lines={lines} player={player} />
      <div className="flex items-center gap-3 px-3 pb-[max(0.5rem,env(safe-area-inset-bottom))] sm:px-6">
        {player.status === 'failed' ? (
          <p role="alert" className="p-2 text-danger">
            {playerTexts.failed}
          </p>
        ) : (
          <div className="@container flex min-w-0 flex-1 items-center gap-[8px] sm:gap-3">
            <PlayButton player={player} />
            <PositionSlider player={player} />
          </div>
        )}
        {verses.length > 1 && (
          <SelectField
            label={texts.verse}
            value={String(verse)}
            options={verses.map((each) => [String(each), texts.verseNumber(each)])}
            onChange={(value) => setWanted(Number(value))}
          />
        )}
      </div>
    </>
  );
}

interface KaraokeLinesProps {
  readonly lines: readonly KaraokeLine[];
  readonly player: PlayerControls;
}

/** Every line is a button that goes to it: its name is the line, however it is divided. */
function KaraokeLines({ lines, player }: KaraokeLinesProps) {
  const { list, current } = useLineFill(lines, player);
  return (
    <ol ref={list} className="karaoke-lines">
      {lines.map((line, index) => (
        <li key={`${line.startSeconds} ${line.text}`} data-stanza={line.startsStanza || undefined}>
          {line.countInSeconds.length > 0 && (
            <span aria-hidden="true" className="karaoke-dots">
              {line.countInSeconds.map((seconds) => (
                <span key={seconds} />
              ))}
            </span>
          )}
          <button
            type="button"
            dir="auto"
            aria-current={index === current || undefined}
            onClick={() => player.seek(line.startSeconds)}
          >
            {line.syllables.map(({ text, continues, startSeconds }, at) => (
              <span key={`${startSeconds} ${text}`}>
                {at > 0 && !continues && ' '}
                <span className="karaoke-syllable">{text}</span>
              </span>
            ))}
          </button>
        </li>
      ))}
    </ol>
  );
}
