'use client';
import type { Score } from '@my-pitch/shared/score';
import { useCallback, useMemo, useState } from 'react';
import type { LivePicture } from '../pitch/live-picture.ts';
import { pitchDataOf } from '../pitch/pitch-data.ts';
import { PitchStage } from '../pitch/pitch-stage.tsx';
import { usePitchPicture } from '../pitch/use-pitch-picture.ts';
import { usePitchWindow } from '../pitch/use-pitch-window.ts';
import type { PlayerControls } from '../player/use-player.ts';
import { useSingTexts } from './use-sing-texts.ts';

interface LivePitchProps {
  readonly score: Score;
  /** How much higher the notes are shown. */
  readonly semitones: number;
  readonly player: Pick<PlayerControls, 'position' | 'seek' | 'isPlaying' | 'duration' | 'voice'>;
  /** Lower, for use beside the score. */
  readonly isCompact: boolean;
  /** What is being sung; changes its identity when it changes. */
  readonly live: () => LivePicture | undefined;
}

const ignore = () => undefined;

/** The song's notes, and the singer's pitch over them. */
export function LivePitch({ score, semitones, player, isCompact, live }: LivePitchProps) {
  const texts = useSingTexts();
  const data = useMemo(() => pitchDataOf(score, undefined, semitones), [score, semitones]);
  const { position, seek, voice } = player;
  const firstSeconds = data.bars[0]?.sung.startSeconds ?? 0;
  const openAt = useCallback(() => Math.max(position(), firstSeconds), [position, firstSeconds]);
  const [isFollowing, setFollowing] = useState(true);
  const pause = useCallback(() => setFollowing(false), []);
  const follow = { isOn: isFollowing, setOn: setFollowing, pause };
  const pitchWindow = usePitchWindow(player.duration, openAt, follow);
  const nothing = { activeNote: undefined, selectedNote: undefined, isCompact };
  const shown = usePitchPicture({ data, voice, window: pitchWindow, ...nothing });
  const tap = useCallback((seconds: number) => seek(Math.max(0, seconds)), [seek]);
  return (
    <section
      aria-label={texts.plot}
      className="overflow-clip border-y border-line"
      data-testid="live-pitch"
    >
      <PitchStage
        window={pitchWindow}
        shown={shown}
        position={position}
        isPlaying={player.isPlaying}
        onHover={ignore}
        onTap={tap}
        onAdd={undefined}
        onBeat={undefined}
        live={live}
      />
    </section>
  );
}
