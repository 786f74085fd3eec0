'use client';
import type { Score } from '@my-pitch/shared/score';
import { useCallback, useEffect, useRef, useState } from 'react';
import { composeCountIn } from './count-in.ts';
import type { Loop, SongPlayer } from './song-player.ts';
import type { StemSource } from './stems/stem-source.ts';
import type { StemName } from './tracks.ts';
import { type Mixer, useMix } from './use-mix.ts';
import { type FetchStems, useOpenSong } from './use-open-song.ts';
import { useScoreSound } from './use-score-sound.ts';

export interface PlayerControls extends Mixer {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly isPlaying: boolean;
  readonly duration: number;
  readonly stems: readonly StemName[];
  /** The voice's sound, for its outline; `undefined` until it is there. */
  readonly voice: StemSource | undefined;
  readonly speed: number;
  readonly loop: Loop | undefined;
  readonly hasCountIn: boolean;
  /** Seconds into the song of what is heard now: what follows the sound follows this. */
  position(): number;
  /** Where the newest seek leads, which may not be heard yet. */
  target(): number;
  toggle(): void;
  seek(seconds: number): void;
  setSpeed(speed: number): void;
  /** Repeats a stretch of at least a tenth of a second, or nothing. */
  setLoop(loop: Loop | undefined): void;
  setCountIn(hasCountIn: boolean): void;
}

const minLoopSeconds = 0.1;

/** A song's sound and everything that governs it. `duration` holds until the stems are there. */
export function usePlayer(fetchStems: FetchStems, duration: number, score: Score): PlayerControls {
  const { song, stems, hasFailed } = useOpenSong(fetchStems);
  const player = song?.player;
  const mixer = useMix(song?.graph);
  const length = player?.duration ?? duration;
  const beats = useScoreSound(song?.graph, score, length);
  const [isPlaying, setIsPlaying] = useState(false);
  const [speed, setSpeed] = useState(1);
  const [hasCountIn, setCountIn] = useState(false);
  const place = usePlace(player);
  const { loop, setLoop } = useLoop(player, place.seek);

  useEffect(() => player?.setSpeed(speed), [player, speed]);
  useStops(song, isPlaying, setIsPlaying);

  const toggle = useCallback(() => {
    if (!player) return;
    setIsPlaying(!player.isPlaying);
    if (player.isPlaying) {
      player.pause();
      return;
    }
    const from = player.target;
    const isOutside = loop && (from < loop.startSeconds || from >= loop.endSeconds);
    if (loop && isOutside) void player.seek(loop.startSeconds);
    const start = player.target >= player.duration ? 0 : player.target;
    const countIn = hasCountIn ? composeCountIn(score, beats, start) : undefined;
    player.play(countIn).catch(() => {
      player.pause();
      setIsPlaying(false);
    });
  }, [player, loop, hasCountIn, score, beats]);

  const status = hasFailed ? 'failed' : player ? 'ready' : 'loading';
  const sound = {
    ...mixer,
    status,
    isPlaying,
    duration: length,
    stems,
    voice: song?.sources.get('vocals'),
    speed,
    hasCountIn,
  } as const;
  return { ...sound, ...place, loop, toggle, setSpeed, setLoop, setCountIn };
}

/** Where the song stands; a seek before the sound is there is kept for when it is. */
function usePlace(player: SongPlayer | undefined) {
  const wanted = useRef(0);
  useEffect(() => {
    // What cannot be decoded is silent; the place moves there nevertheless.
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
      if (wanted && wanted.endSeconds - wanted.startSeconds < minLoopSeconds) return;
      keepLoop(wanted);
      if (!wanted || !player?.isPlaying) return;
      player.setLoop(wanted);
      const { target } = player;
      if (target < wanted.startSeconds || target >= wanted.endSeconds) seek(wanted.startSeconds);
    },
    [player, seek],
  );
  return { loop, setLoop };
}

/** Stops at the song's end, and when the system takes the sound away, as a phone call does. */
function useStops(
  song: ReturnType<typeof useOpenSong>['song'],
  isPlaying: boolean,
  setIsPlaying: (isPlaying: boolean) => void,
): void {
  useEffect(() => {
    if (!song || !isPlaying) return;
    const { player, graph } = song;
    const stop = () => {
      player.pause();
      setIsPlaying(false);
    };
    let hasRun = graph.context.state === 'running';
    const watch = () => {
      if (graph.context.state === 'running') hasRun = true;
      else if (hasRun) stop();
    };
    graph.context.addEventListener('statechange', watch);
    graph.onReport(() => {
      if (player.position >= player.duration) stop();
      else player.prefetch();
    });
    return () => graph.context.removeEventListener('statechange', watch);
  }, [song, isPlaying, setIsPlaying]);
}
