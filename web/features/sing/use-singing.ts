'use client';
import type { JobId } from '@my-pitch/shared/ids';
import type { Score } from '@my-pitch/shared/score';
import type { ReferenceNote } from '@my-pitch/shared/scoring/reference-notes';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { LivePicture } from '../pitch/live-picture.ts';
import type { PlayerControls } from '../player/use-player.ts';
import { type MicrophoneProblem, microphoneProblemOf } from '../recording/start-recording.ts';
import { keepTake, type StoredTake } from '../takes/stored-takes.ts';
import { finishTake } from './finish-take.ts';
import { keepLatency } from './latency/stored-latency.ts';
import type { LiveSinging } from './live-singing.ts';
import { openSession, type SingSession } from './sing-session.ts';

/** Why the singing ended. */
export type StopReason = 'stopped' | 'unplugged' | 'hidden' | 'interrupted';

/** A take, as it is shown when it ends. */
export interface SungTake {
  readonly take: StoredTake;
  /** Where in the song it begins. */
  readonly startSeconds: number;
  readonly isKept: boolean;
  /** By how much the latency was corrected, if it was. */
  readonly latencyErrorSeconds: number | undefined;
}

export type SingingState =
  | { readonly status: 'ready' | 'asking' }
  | { readonly status: 'singing'; readonly singing: LiveSinging }
  | {
      readonly status: 'sung';
      readonly reason: StopReason;
      readonly sung: SungTake | undefined;
      /** What was drawn last. */
      readonly picture: LivePicture | undefined;
    }
  | { readonly status: 'problem'; readonly problem: MicrophoneProblem };

interface SingingOptions {
  readonly songId: JobId;
  readonly player: PlayerControls;
  readonly score: Score;
  readonly reference: readonly ReferenceNote[] | undefined;
  readonly tuningOffsetCents: number;
  /** By how much the song is heard higher than it was sung. */
  readonly keyShiftSemitones: number;
}

/** Sings along with a song: from the microphone's permission to the kept take. */
export function useSinging(options: SingingOptions) {
  const [state, setState] = useState<SingingState>({ status: 'ready' });
  const session = useRef<SingSession>(undefined);
  const abort = useRef<AbortController>(undefined);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });

  const finish = useCallback(async (reason: StopReason) => {
    const ended = session.current;
    if (!ended) return;
    session.current = undefined;
    ended.close();
    const { player } = latest.current;
    if (player.isPlaying) player.toggle();
    const { picture } = ended.singing;
    setState({ status: 'sung', reason, sung: await keep(ended, latest.current), picture });
  }, []);

  const start = useCallback(async () => {
    const { player, reference, tuningOffsetCents, keyShiftSemitones } = latest.current;
    const { sound } = player;
    if (!sound || !reference) return;
    setState({ status: 'asking' });
    if (player.isPlaying) player.toggle();
    const stopped = new AbortController();
    abort.current = stopped;
    const offsetSemitones = keyShiftSemitones + tuningOffsetCents / 100;
    const setting = { keyShiftSemitones, offsetSemitones, reference };
    try {
      // In the tap itself: phones start no sound later.
      void sound.graph.context.resume();
      const onLost = () => void finish('unplugged');
      session.current = await openSession(sound, setting, stopped.signal, onLost);
    } catch (error) {
      if (stopped.signal.aborted) return;
      setState({ status: 'problem', problem: microphoneProblemOf(error) });
      return;
    }
    setState({ status: 'singing', singing: session.current.singing });
    latest.current.player.playCountedIn();
  }, [finish]);

  useEnd(state.status === 'singing', options.player, finish);
  useEffect(
    () => () => {
      abort.current?.abort();
      session.current?.close();
      session.current = undefined;
    },
    [],
  );
  const stop = useCallback(() => void finish('stopped'), [finish]);
  const reset = useCallback(() => setState({ status: 'ready' }), []);
  return { state, start, stop, reset };
}

/** Ends the singing when the song stops or the page is left. */
function useEnd(
  isSinging: boolean,
  player: PlayerControls,
  finish: (reason: StopReason) => Promise<void>,
): void {
  const hasPlayed = useRef(false);
  const { isPlaying, sound } = player;
  useEffect(() => {
    if (!isSinging) hasPlayed.current = false;
    else if (isPlaying) hasPlayed.current = true;
    else if (hasPlayed.current) {
      // The system has stopped the sound: a call, or a device that sleeps.
      const wasInterrupted = sound?.graph.context.state !== 'running';
      void finish(wasInterrupted ? 'interrupted' : 'stopped');
    }
  }, [isSinging, isPlaying, sound, finish]);
  useEffect(() => {
    if (!isSinging) return;
    const onHidden = () => {
      if (document.hidden) void finish('hidden');
    };
    document.addEventListener('visibilitychange', onHidden);
    return () => document.removeEventListener('visibilitychange', onHidden);
  }, [isSinging, finish]);
}

/** Scores what was sung, keeps it on the device, and learns the latency from it. */
async function keep(
  { singing, latency, soundRateHz }: SingSession,
  { score, songId, keyShiftSemitones }: SingingOptions,
): Promise<SungTake | undefined> {
  const progress = singing.result;
  const finished = progress && finishTake(progress, score, latency.source, soundRateHz);
  if (!finished) return undefined;
  const { comparison, sound, seconds, speed, startSeconds, latencyErrorSeconds } = finished;
  if (latencyErrorSeconds !== undefined) keepLatency(latency.seconds + latencyErrorSeconds);
  const take: StoredTake = {
    id: crypto.randomUUID(),
    recordedAt: new Date().toISOString(),
    ...{ keyShiftSemitones, songId, speed, seconds, comparison, sound },
  };
  const isKept = await keepTake(take);
  return { take, startSeconds, isKept, latencyErrorSeconds };
}
