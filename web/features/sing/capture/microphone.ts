import { setAudioSession } from '../../../lib/device/audio-session.ts';

/** Processing for speech distorts the pitch and loudness of singing, and delays it. */
const unprocessed = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

/**
 * Asks for the microphone, without any processing.
 * @throws {DOMException} when it is refused, absent or busy.
 */
export async function openMicrophone(): Promise<MediaStream> {
  if (!globalThis.navigator?.mediaDevices) throw new DOMException('', 'NotSupportedError');
  setAudioSession('auto');
  return navigator.mediaDevices.getUserMedia({ audio: unprocessed });
}

export function releaseMicrophone(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
