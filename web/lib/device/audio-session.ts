/** The type of audio session (Audio Session API; Safari). */
type AudioSessionType = 'auto' | 'playback';

/** Sets the type: Safari refuses the microphone to a page whose session is `playback`. */
export function setAudioSession(type: AudioSessionType): void {
  const { audioSession } = navigator as Navigator & { audioSession?: { type: string } };
  if (audioSession) audioSession.type = type;
}
