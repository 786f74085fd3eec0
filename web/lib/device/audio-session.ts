/** What the page does with sound, for browsers that ask (Audio Session API; Safari). */
type AudioSessionType = 'auto' | 'playback';

/** Tells what sound is for: Safari gives no microphone to a page that says it only plays. */
export function setAudioSession(type: AudioSessionType): void {
  const { audioSession } = navigator as Navigator & { audioSession?: { type: string } };
  if (audioSession) audioSession.type = type;
}
