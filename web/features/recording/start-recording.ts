import { setAudioSession } from '../../lib/device/audio-session.ts';
import { type Loudness, loudnessOf } from './loudness.ts';

/** A recording in progress. */
export interface Recording {
  readonly startedAt: Date;
  /** The current loudness. */
  readonly loudness: () => Loudness;
  /** Stops and returns the recording with its content type. */
  readonly stop: () => Promise<Blob>;
  /** Stops and releases the microphone. */
  readonly discard: () => void;
}

/** In order of preference; the worker decodes all of them. */
const contentTypes = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];

/** High for a voice: the pitch is measured to a few cents. */
const bitsPerSecond = 192_000;

/** Processing for speech distorts the pitch and loudness of singing. */
const unprocessed = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

/** Whether this browser can record on this page. */
export function canRecord(): boolean {
  // Browsers hide `mediaDevices` on insecure pages.
  return Boolean(globalThis.navigator?.mediaDevices) && 'MediaRecorder' in globalThis;
}

/**
 * Asks for the microphone and records.
 * @throws {DOMException} when the microphone is refused, absent or busy.
 */
export async function startRecording(signal: AbortSignal): Promise<Recording> {
  setAudioSession('auto');
  const stream = await navigator.mediaDevices.getUserMedia({ audio: unprocessed });
  const releaseMicrophone = () => {
    for (const track of stream.getTracks()) track.stop();
  };
  if (signal.aborted) {
    releaseMicrophone();
    signal.throwIfAborted();
  }
  const mimeType = contentTypes.find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(stream, {
    ...(mimeType ? { mimeType } : {}),
    audioBitsPerSecond: bitsPerSecond,
  });
  const chunks: Blob[] = [];
  recorder.ondataavailable = ({ data }) => chunks.push(data);
  const meter = openMeter(stream);
  recorder.start(1000);
  const end = async () => {
    await stopped(recorder);
    releaseMicrophone();
    meter.close();
    return new Blob(chunks, { type: recorder.mimeType });
  };
  return {
    startedAt: new Date(),
    loudness: meter.loudness,
    stop: end,
    discard: () => void end(),
  };
}

/** Resolves after the last chunk. Unplugging the microphone also stops the recorder. */
function stopped(recorder: MediaRecorder): Promise<void> {
  if (recorder.state === 'inactive') return Promise.resolve();
  return new Promise((resolve) => {
    recorder.addEventListener('stop', () => resolve(), { once: true });
    recorder.stop();
  });
}

function openMeter(stream: MediaStream) {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 4096 });
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    loudness: () => {
      analyser.getFloatTimeDomainData(samples);
      return loudnessOf(samples);
    },
    close: () => void context.close(),
  };
}

export type MicrophoneProblem = 'denied' | 'missing' | 'busy' | 'unsupported';

/** Why the microphone could not be opened, by the name of the browser's error. */
export function microphoneProblemOf(error: unknown): MicrophoneProblem {
  // In Safari an OverconstrainedError is not a DOMException.
  const name = error instanceof Object && 'name' in error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  if (name === 'NotSupportedError') return 'unsupported';
  return 'busy';
}
