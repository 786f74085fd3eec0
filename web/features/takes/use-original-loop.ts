'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ArtifactLinks } from '../../lib/api/fetch-artifact.ts';
import { type OpenSong, openSong } from '../player/open-song.ts';
import { watchForPause } from '../player/playback.ts';
import type { Loop } from '../player/song-player.ts';
import { chooseStems, initialMix } from '../player/tracks.ts';

export interface OriginalLoop {
  readonly status: 'off' | 'loading' | 'playing' | 'failed';
  /** What is repeated, or was last. */
  readonly loop: Loop | undefined;
  repeat(loop: Loop, sound: { readonly speed: number; readonly keyShift: number }): void;
  stop(): void;
}

/** Repeats parts of the original beside the take's own player. Its sound is loaded at the first one. */
export function useOriginalLoop(links: ArtifactLinks): OriginalLoop {
  const [state, setState] = useState<Pick<OriginalLoop, 'status' | 'loop'>>({
    status: 'off',
    loop: undefined,
  });
  const [song, setSong] = useState<OpenSong>();
  const opening = useRef<Promise<OpenSong>>(undefined);
  /** Number of the newest request; one that waited for the sound is dropped if there is a newer one. */
  const newest = useRef(0);
  useEffect(
    () => () => {
      newest.current += 1;
      opening.current?.then(
        ({ player }) => player.close(),
        () => undefined,
      );
    },
    [],
  );
  const stop = useCallback(() => {
    newest.current += 1;
    song?.player.pause();
    setState(({ loop }) => ({ status: 'off', loop }));
  }, [song]);
  useEffect(() => {
    if (!song || state.status !== 'playing') return;
    return watchForPause(song, stop);
  }, [song, state.status, stop]);
  const repeat = useCallback<OriginalLoop['repeat']>(
    (loop, { speed, keyShift }) => {
      newest.current += 1;
      const request = newest.current;
      setState({ status: 'loading', loop });
      opening.current ??= open(links);
      opening.current
        .then(async (opened) => {
          setSong(opened);
          if (request !== newest.current) return;
          const { player } = opened;
          player.setSpeed(speed);
          player.setKeyShift(keyShift);
          player.setLoop(loop);
          const moved = player.seek(loop.startSeconds);
          await Promise.all([moved, player.play()]);
          if (request === newest.current) setState({ status: 'playing', loop });
        })
        .catch(() => {
          opening.current = undefined;
          if (request === newest.current) setState({ status: 'failed', loop });
        });
    },
    [links],
  );
  return { ...state, repeat, stop };
}

async function open(links: ArtifactLinks): Promise<OpenSong> {
  const song = await openSong(chooseStems(await links()), new AbortController().signal);
  song.graph.setMix(initialMix);
  return song;
}
