import { setAudioSession } from '../../lib/device/audio-session.ts';
import { type Loudness, loudnessOf } from './loudness.ts';

/** A recording that is being made. */
export interface Recording {
  readonly startedAt: Date;
  /** How loud it is at this moment. */
  readonly loudness: () => Loudness;
  /** Ends it; what was recorded, with its content type. */
  readonly stop: () => Promise<Blob>;
  /** Ends it and lets go of everything. */
  readonly discard: () => void;
}

/** In order of preference; the server reads them all. */
const contentTypes = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];

/** Far above what a voice needs, for a pitch that is to be read to a few cents. */
const bitsPerSecond = 192_000;

/** What browsers do to speech, to pitch and loudness of singing they do harm. */
const unprocessed = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

/** Whether this browser can record on this page at all. */
export function canRecord(): boolean {
  // Browsers hide the microphone from pages that did not come over a safe connection.
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

/** Resolves when the last of the recording has been handed over. A microphone that is unplugged ends it too. */
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
