import { isInLoop } from './loop.ts';
import type { CountInClicks, Loop, SongPlayer } from './song-player.ts';
import type { SoundGraph } from './sound-graph.ts';

interface PlaybackOptions {
  readonly loop: Loop | undefined;
  /** The count-in before a position in seconds; `undefined` for none. */
  readonly countInAt: (seconds: number) => CountInClicks | undefined;
}

/**
 * Pauses or plays. Playing starts at the loop if the song is outside it, and at the beginning if the
 * song has ended.
 * @throws {DOMException} when the sound cannot be played; then the player is paused.
 */
export async function togglePlayback(
  player: Pick<SongPlayer, 'isPlaying' | 'target' | 'duration' | 'play' | 'pause' | 'seek'>,
  { loop, countInAt }: PlaybackOptions,
): Promise<void> {
  if (player.isPlaying) {
    player.pause();
    return;
  }
  if (loop && !isInLoop(loop, player.target)) void player.seek(loop.startSeconds);
  const start = player.target >= player.duration ? 0 : player.target;
  const countIn = countInAt(start);
  try {
    await player.play(countIn);
  } catch (error) {
    player.pause();
    throw error;
  }
}

/**
 * Watches a playing song: calls back at its end, and when the system interrupts the sound, as a phone
 * call does. Decodes ahead as long as it plays.
 * @returns a function that stops watching.
 */
export function watchForPause(
  {
    player,
    graph,
  }: {
    readonly player: Pick<SongPlayer, 'position' | 'duration' | 'prefetch'>;
    readonly graph: Pick<SoundGraph, 'onReport'> & {
      readonly context: Pick<AudioContext, 'state' | 'addEventListener' | 'removeEventListener'>;
    };
  },
  onPause: () => void,
): () => void {
  const { context } = graph;
  // The context may still be starting.
  let hasRun = context.state === 'running';
  const onStateChange = () => {
    if (context.state === 'running') hasRun = true;
    else if (hasRun) onPause();
  };
  context.addEventListener('statechange', onStateChange);
  graph.onReport(() => {
    if (player.position >= player.duration) onPause();
    else player.prefetch();
  });
  return () => context.removeEventListener('statechange', onStateChange);
}
