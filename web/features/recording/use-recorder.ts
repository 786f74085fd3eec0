'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { adviceFor, type Loudness, type LoudnessAdvice, silenceDb } from './loudness.ts';
import {
  canRecord,
  type MicrophoneProblem,
  microphoneProblemOf,
  type Recording,
  startRecording,
} from './start-recording.ts';

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
      readonly seconds: number;
      /** Whether it reached the maximum length. */
      readonly isFull: boolean;
    }
  | { readonly status: 'problem'; readonly problem: MicrophoneProblem };

const meterIntervalMs = 100;
/** Advice covers two seconds, so that it does not flicker between words. */
const adviceBlocks = 20;

/** Starts recording at once, until `stop` or the maximum length; `restart` records again. */
export function useRecorder(maxSeconds: number) {
  const [state, setState] = useState<RecorderState>({ status: 'asking' });
  const [round, setRound] = useState(0);
  const running = useRef<{ recording: Recording; stopWatching: () => void }>(undefined);
  // The limits may arrive from the API during a recording.
  const latestMaxSeconds = useRef(maxSeconds);
  useEffect(() => {
    latestMaxSeconds.current = maxSeconds;
  }, [maxSeconds]);

  const finish = useCallback(async (isFull: boolean) => {
    if (!running.current) return;
    const { recording, stopWatching } = running.current;
    running.current = undefined;
    stopWatching();
    const { startedAt } = recording;
    const seconds = (Date.now() - startedAt.getTime()) / 1000;
    const sound = await recording.stop();
    setState({ status: 'recorded', sound, startedAt, seconds, isFull });
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each round is a new recording
  useEffect(() => {
    const ended = new AbortController();
    setState({ status: 'asking' });
    if (!canRecord()) {
      setState({ status: 'problem', problem: 'unsupported' });
      return;
    }
    startRecording(ended.signal)
      .then((recording) => {
        const stopWatching = watch(recording, (seconds, level) => {
          setState({ status: 'recording', seconds, ...level });
          if (isFullAt(seconds, latestMaxSeconds.current)) void finish(true);
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

/** Reports length and loudness ten times a second; returns the function that stops it. */
function watch(
  recording: Recording,
  report: (seconds: number, level: { rmsDb: number; advice: LoudnessAdvice }) => void,
): () => void {
  const blocks: Loudness[] = [];
  const measure = () => {
    const seconds = (Date.now() - recording.startedAt.getTime()) / 1000;
    blocks.push(recording.loudness());
    if (blocks.length > adviceBlocks) blocks.shift();
    const rmsDb = blocks.at(-1)?.rmsDb ?? silenceDb;
    const advice = blocks.length < adviceBlocks ? undefined : adviceFor(blocks);
    report(seconds, { rmsDb, advice });
  };
  const timer = setInterval(measure, meterIntervalMs);
  measure();
  return () => clearInterval(timer);
}

/**
 * The worker refuses a song that exceeds the limit by one sample. Encoders pad their last block, and
 * timers of a hidden tab fire once a second.
 */
const marginSeconds = 2;

/** Whether a recording must end now to stay within the maximum length. */
export function isFullAt(seconds: number, maxSeconds: number): boolean {
  return seconds >= maxSeconds - marginSeconds;
}
