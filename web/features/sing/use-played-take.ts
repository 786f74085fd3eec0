'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { OpenSong } from '../player/open-song.ts';
import type { PlayerControls } from '../player/use-player.ts';
import type { StoredTake } from '../takes/stored-takes.ts';

/**
 * Plays a take beside the song's accompaniment, on the same audio clock.
 * @param startSeconds where in the song the take begins.
 */
export function usePlayedTake(take: StoredTake, startSeconds: number, player: PlayerControls) {
  const [isPlaying, setIsPlaying] = useState(false);
  const sounding = useRef<AudioBufferSourceNode>(undefined);
  const latest = useRef(player);
  useEffect(() => {
    latest.current = player;
  });
  const silence = useCallback(() => {
    sounding.current?.stop();
    sounding.current = undefined;
    setIsPlaying(false);
  }, []);
  const stop = useCallback(() => {
    silence();
    const { current } = latest;
    if (current.isPlaying) current.toggle();
  }, [silence]);
  const play = useCallback(async () => {
    const { sound, setSpeed, setLoop, seek, heardKey } = latest.current;
    if (!sound || !take.sound) return;
    if (latest.current.isPlaying) latest.current.toggle();
    setSpeed(take.speed);
    heardKey.change({ keyShift: take.keyShiftSemitones });
    setLoop(undefined);
    seek(startSeconds);
    const { context } = sound.graph;
    const buffer = await context.decodeAudioData(await take.sound.arrayBuffer());
    setIsPlaying(true);
    latest.current.toggle();
    await started(sound);
    const { transport } = sound.player;
    const node = new AudioBufferSourceNode(context, { buffer });
    node.connect(context.destination);
    node.start(...scheduleOf(transport, context, startSeconds, take.speed));
    sounding.current = node;
  }, [take, startSeconds]);
  const isSongPlaying = player.isPlaying;
  useEffect(() => {
    // The song was paused, moved or has ended.
    if (!isSongPlaying && sounding.current) silence();
  }, [isSongPlaying, silence]);
  useEffect(() => silence, [silence]);
  return { isPlaying, play, stop };
}

const pollMs = 20;

/** Resolves when the song's transport runs: its sound may have to be decoded first. */
async function started({ player }: OpenSong): Promise<void> {
  while (player.isPlaying && player.transport.speed === 0) {
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

/** When to start the take, in the context's time, and where in its sound. */
function scheduleOf(
  { atFrame, position }: OpenSong['player']['transport'],
  { sampleRate, currentTime }: AudioContext,
  startSeconds: number,
  speed: number,
): [when: number, offset: number] {
  const inTake = (position / sampleRate - startSeconds) / speed;
  const beginning = atFrame / sampleRate - inTake;
  const when = Math.max(currentTime, beginning);
  return [when, when - beginning];
}
