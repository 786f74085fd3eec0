'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { adviceFor, type Loudness, type LoudnessAdvice, silenceDb } from './loudness.ts';
import { type MicrophoneProblem, microphoneProblemOf } from './microphone-problem.ts';
import { isFullAt } from './recording-length.ts';
import { canRecord, type Recording, startRecording } from './start-recording.ts';

export type RecorderState =
  | { readonly status: 'asking' }
  | {
      readonly status: 'recording';
      readonly seconds: number;
      readonly rmsDb: number;
      readonly advice: LoudnessAdvice;
    }
  | {
      readonly status: 'recorded';
      readonly sound: Blob;
      readonly startedAt: Date;
      /** Whether it was ended by its length. */
      readonly isFull: boolean;
    }
  | { readonly status: 'problem'; readonly problem: MicrophoneProblem };

const meterIntervalMs = 100;
/** Advice looks back over two seconds, so that it does not flicker between words. */
const adviceBlocks = 20;

/** Records as soon as it is used, until `stop` or the greatest length; `restart` begins anew. */
export function useRecorder(maxSeconds: number) {
  const [state, setState] = useState<RecorderState>({ status: 'asking' });
  const [round, setRound] = useState(0);
  const running = useRef<{ recording: Recording; stopWatching: () => void }>(undefined);
  // What the API allows may become known while a recording is being made.
  const most = useRef(maxSeconds);
  useEffect(() => {
    most.current = maxSeconds;
  }, [maxSeconds]);

  const finish = useCallback(async (isFull: boolean) => {
    if (!running.current) return;
    const { recording, stopWatching } = running.current;
    running.current = undefined;
    stopWatching();
    const sound = await recording.stop();
    setState({ status: 'recorded', sound, startedAt: recording.startedAt, isFull });
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each round is a recording of its own
  useEffect(() => {
    const ended = new AbortController();
    setState({ status: 'asking' });
    if (!canRecord()) {
      setState({ status: 'problem', problem: 'unsupported' });
      return;
    }
    startRecording(ended.signal)
      .then((recording) => {
        const stopWatching = watch(recording, (seconds, heard) => {
          setState({ status: 'recording', seconds, ...heard });
          if (isFullAt(seconds, most.current)) void finish(true);
        });
        running.current = { recording, stopWatching };
      })
      .catch((error: unknown) => {
        if (!ended.signal.aborted)
          setState({ status: 'problem', problem: microphoneProblemOf(error) });
      });
    return () => {
      ended.abort();
      running.current?.stopWatching();
      running.current?.recording.discard();
      running.current = undefined;
    };
  }, [round, finish]);

  const stop = useCallback(() => void finish(false), [finish]);
  const restart = useCallback(() => setRound((before) => before + 1), []);
  return { state, stop, restart };
}

/** Tells ten times a second how long and how loud a recording is; returns what ends it. */
function watch(
  recording: Recording,
  tell: (seconds: number, heard: { rmsDb: number; advice: LoudnessAdvice }) => void,
): () => void {
  const blocks: Loudness[] = [];
  const measure = () => {
    const seconds = (Date.now() - recording.startedAt.getTime()) / 1000;
    blocks.push(recording.loudness());
    if (blocks.length > adviceBlocks) blocks.shift();
    const rmsDb = blocks.at(-1)?.rmsDb ?? silenceDb;
    const advice = blocks.length < adviceBlocks ? undefined : adviceFor(blocks);
    tell(seconds, { rmsDb, advice });
  };
  const timer = setInterval(measure, meterIntervalMs);
  measure();
  return () => clearInterval(timer);
}
