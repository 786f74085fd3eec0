'use client';
import type { JobId } from '@my-pitch/shared/ids';
import type { Score } from '@my-pitch/shared/score';
import type { ReferenceNote } from '@my-pitch/shared/scoring/reference-notes';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { LivePicture } from '../pitch/live-picture.ts';
import type { PlayerControls } from '../player/use-player.ts';
import { type MicrophoneProblem, microphoneProblemOf } from '../recording/start-recording.ts';
import { keepSungTake, type Singing, type SungTake } from './keep-sung-take.ts';
import type { LiveSinging } from './live-singing.ts';
import { openSession, type SingSession } from './sing-session.ts';
import { type UnfinishedHead, UnfinishedTakeWriter } from './unfinished/unfinished-takes.ts';
import { useUnfinishedTake } from './unfinished/use-unfinished-take.ts';
import { type StopReason, useSingingEnd } from './use-singing-end.ts';

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

/** A session, and what is written of it. */
interface OpenTake {
  readonly session: SingSession;
  readonly head: UnfinishedHead;
  readonly writer: UnfinishedTakeWriter;
  readonly stopWriting: () => void;
}

/** So much is lost at most when the page is gone at once. */
const writtenEveryMs = 3000;

/** Sings along with a song: from the microphone's permission to the kept take. */
export function useSinging(options: SingingOptions) {
  const [state, setState] = useState<SingingState>({ status: 'ready' });
  const open = useRef<OpenTake>(undefined);
  const abort = useRef<AbortController>(undefined);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });

  const finish = useCallback(async (reason: StopReason) => {
    const { player, score } = latest.current;
    const ended = close(open);
    if (!ended) return;
    if (player.isPlaying) player.toggle();
    const sung = await keepEnded(ended, score);
    setState({ status: 'sung', reason, sung, picture: ended.session.singing.picture });
    whenSeen(() => void ended.writer.discard());
  }, []);

  const start = useCallback(async () => {
    const { player, reference, songId } = latest.current;
    if (!player.sound || !reference) return;
    setState({ status: 'asking' });
    if (player.isPlaying) player.toggle();
    const stopped = new AbortController();
    abort.current = stopped;
    const setting = { ...keysOf(latest.current), reference };
    const onLost = () => void finish('unplugged');
    let session: SingSession;
    try {
      // In the tap itself: phones start no sound later.
      void player.sound.graph.context.resume();
      session = await openSession(player.sound, setting, stopped.signal, onLost);
    } catch (error) {
      if (stopped.signal.aborted) return;
      setState({ status: 'problem', problem: microphoneProblemOf(error) });
      return;
    }
    open.current = openTake(session, songId);
    setState({ status: 'singing', singing: session.singing });
    latest.current.player.playCountedIn();
  }, [finish]);

  useSingingEnd(state.status === 'singing', options.player, finish);
  useEffect(
    () => () => {
      abort.current?.abort();
      const left = close(open);
      // It is shown when the room is opened again.
      if (left) void keepEnded(left, latest.current.score);
    },
    [],
  );
  useUnfinishedTake(
    options,
    useCallback((sung: SungTake) => {
      setState((before) => (before.status === 'ready' ? leftWith(sung) : before));
    }, []),
  );
  const stop = useCallback(() => void finish('stopped'), [finish]);
  const replaceSung = useCallback((sung: SungTake) => {
    setState((before) => (before.status === 'sung' ? { ...before, sung } : before));
  }, []);
  return { state, start, stop, replaceSung };
}

function leftWith(sung: SungTake): SingingState {
  return { status: 'sung', reason: 'left', sung, picture: undefined };
}

function keysOf({ keyShiftSemitones, tuningOffsetCents }: SingingOptions) {
  return { keyShiftSemitones, offsetSemitones: keyShiftSemitones + tuningOffsetCents / 100 };
}

/** Begins to write what is sung. */
function openTake(session: SingSession, songId: JobId): OpenTake {
  const { latency, soundRateHz, singing } = session;
  const head: UnfinishedHead = {
    takeId: crypto.randomUUID(),
    recordedAt: new Date().toISOString(),
    ...{ songId, latency, soundRateHz },
  };
  const writer = new UnfinishedTakeWriter(head);
  const timer = setInterval(() => {
    const { result } = singing;
    if (result) void writer.write(result);
  }, writtenEveryMs);
  return { session, head, writer, stopWriting: () => clearInterval(timer) };
}

/** Closes what is open. What was sung and written stays. */
function close(open: RefObject<OpenTake | undefined>): OpenTake | undefined {
  const { current } = open;
  open.current = undefined;
  current?.stopWriting();
  current?.session.close();
  return current;
}

/** Keeps a take, and what is written of it until it is discarded. `undefined` if no note has been heard. */
async function keepEnded(ended: OpenTake, score: Score): Promise<SungTake | undefined> {
  const singing = singingOf(ended, score);
  if (!singing) return undefined;
  void ended.writer.write(singing.heard);
  return keepSungTake(singing);
}

/** @returns `undefined` if no note has been heard. */
function singingOf({ session, head }: OpenTake, score: Score): Singing | undefined {
  const { result } = session.singing;
  if (!result) return undefined;
  const { takeId: id, ...song } = head;
  return { id, ...song, score, heard: result };
}

/** Calls back once the page is seen: one that is hidden may never come back. */
function whenSeen(onSeen: () => void): void {
  if (document.hidden) document.addEventListener('visibilitychange', onSeen, { once: true });
  else onSeen();
}
