'use client';
import type { Score } from '@my-pitch/shared/score';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { HeardKey } from '../score/heard-key.ts';
import { composeCountIn } from './count-in.ts';
import { isInLoop, isLongEnough } from './loop.ts';
import type { OpenSong } from './open-song.ts';
import { togglePlayback, watchForPause } from './playback.ts';
import type { Loop, SongPlayer } from './song-player.ts';
import type { StemSource } from './stems/stem-source.ts';
import type { StemName, TrackName } from './tracks.ts';
import { type Mixer, useMix } from './use-mix.ts';
import { type FetchStems, useOpenSong } from './use-open-song.ts';
import { useScoreSound } from './use-score-sound.ts';

export interface PlayerControls extends Mixer {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly isPlaying: boolean;
  readonly duration: number;
  readonly stems: readonly StemName[];
  /** What of the score can be heard beside the stems. */
  readonly writtenTracks: readonly WrittenTrack[];
  /** The loaded sound itself, for singing along; `undefined` until then. */
  readonly sound: OpenSong | undefined;
  /** The voice's sound, for its waveform; `undefined` until it is loaded. */
  readonly voice: StemSource | undefined;
  readonly speed: number;
  readonly loop: Loop | undefined;
  readonly hasCountIn: boolean;
  readonly heardKey: HeardKeyControl;
  /** The audible position, in seconds of the song. */
  position(): number;
  /** The position that the newest seek leads to, audible yet or not. */
  target(): number;
  toggle(): void;
  /** Plays after a count-in, whether or not count-ins are on. */
  playCountedIn(): void;
  seek(seconds: number): void;
  setSpeed(speed: number): void;
  /** Repeats a section of at least a tenth of a second; `undefined` for none. */
  setLoop(loop: Loop | undefined): void;
  setCountIn(hasCountIn: boolean): void;
}

/** The key in which the song is heard, which is remembered with the song. */
export interface HeardKeyControl extends HeardKey {
  change(changes: Partial<HeardKey>): void;
}

type WrittenTrack = Extract<TrackName, 'melody' | 'chords'>;
const withoutChords: readonly WrittenTrack[] = ['melody'];
const withChords: readonly WrittenTrack[] = ['melody', 'chords'];

/**
 * Loads a song's sound and controls it.
 * @param duration in seconds, used until the stems are loaded.
 */
export function usePlayer(
  fetchStems: FetchStems,
  duration: number,
  score: Score,
  heardKey: HeardKeyControl,
): PlayerControls {
  const { song, stems, hasFailed } = useOpenSong(fetchStems);
  const player = song?.player;
  const mixer = useMix(song?.graph);
  const length = player?.duration ?? duration;
  const beats = useScoreSound(song?.graph, score, length);
  const [isPlaying, setIsPlaying] = useState(false);
  const [speed, setSpeed] = useState(1);
  const [hasCountIn, setCountIn] = useState(false);
  const positionControls = usePosition(player);
  const { loop, setLoop } = useLoop(player, positionControls.seek);

  useEffect(() => player?.setSpeed(speed), [player, speed]);
  const { keyShift } = heardKey;
  useEffect(() => player?.setKeyShift(keyShift), [player, keyShift]);
  usePauses(song, isPlaying, setIsPlaying);

  const toggleWith = useCallback(
    (isCountedIn: boolean) => {
      if (!player) return;
      setIsPlaying(!player.isPlaying);
      const countInAt = (seconds: number) =>
        isCountedIn ? composeCountIn(score, beats, seconds) : undefined;
      togglePlayback(player, { loop, countInAt }).catch(() => setIsPlaying(false));
    },
    [player, loop, score, beats],
  );
  const toggle = useCallback(() => toggleWith(hasCountIn), [toggleWith, hasCountIn]);
  const playCountedIn = useCallback(() => {
    if (!player?.isPlaying) toggleWith(true);
  }, [player, toggleWith]);

  const status = hasFailed ? 'failed' : player ? 'ready' : 'loading';
  const state = {
    ...mixer,
    sound: song,
    status,
    isPlaying,
    duration: length,
    stems,
    voice: song?.sources.get('vocals'),
    speed,
    hasCountIn,
    heardKey,
    writtenTracks: score.chords?.some(({ symbol }) => symbol) ? withChords : withoutChords,
  } as const;
  const toggles = { toggle, playCountedIn };
  return { ...state, ...positionControls, ...toggles, loop, setSpeed, setLoop, setCountIn };
}

/** The position in the song. A seek before the sound is loaded is applied when it is. */
function usePosition(player: SongPlayer | undefined) {
  const wanted = useRef(0);
  useEffect(() => {
    // Sound that cannot be decoded is silent; the position moves all the same.
    if (wanted.current > 0) player?.seek(wanted.current).catch(() => undefined);
  }, [player]);
  const position = useCallback(() => player?.position ?? wanted.current, [player]);
  const target = useCallback(() => player?.target ?? wanted.current, [player]);
  const seek = useCallback(
    (seconds: number) => {
      wanted.current = seconds;
      player?.seek(seconds).catch(() => undefined);
    },
    [player],
  );
  return { position, target, seek };
}

function useLoop(player: SongPlayer | undefined, seek: (seconds: number) => void) {
  const [loop, keepLoop] = useState<Loop>();
  useEffect(() => player?.setLoop(loop), [player, loop]);
  const setLoop = useCallback(
    (wanted: Loop | undefined) => {
      if (wanted && !isLongEnough(wanted)) return;
      keepLoop(wanted);
      if (!wanted || !player?.isPlaying) return;
      player.setLoop(wanted);
      if (!isInLoop(wanted, player.target)) seek(wanted.startSeconds);
    },
    [player, seek],
  );
  return { loop, setLoop };
}

/** Pauses the song when {@link watchForPause} says so. */
function usePauses(
  song: ReturnType<typeof useOpenSong>['song'],
  isPlaying: boolean,
  setIsPlaying: (isPlaying: boolean) => void,
): void {
  useEffect(() => {
    if (!song || !isPlaying) return;
    return watchForPause(song, () => {
      song.player.pause();
      setIsPlaying(false);
    });
  }, [song, isPlaying, setIsPlaying]);
}
