import type { OpenSong } from '../player/open-song.ts';
import { type Listening, listen } from './capture/listen.ts';
import { openMicrophone, releaseMicrophone } from './capture/microphone.ts';
import { assumedLatency, type Latency, storedLatency } from './latency/stored-latency.ts';
import { LiveSinging } from './live-singing.ts';
import type { SingingSetting } from './take-in-progress.ts';

/** An open microphone, and what is heard of the song that is sung to. */
export interface SingSession {
  readonly singing: LiveSinging;
  readonly latency: Latency;
  readonly soundRateHz: number;
  /** Stops listening and releases the microphone. What was sung stays. */
  close(): void;
}

type SongSetting = Pick<SingingSetting, 'reference' | 'keyShiftSemitones' | 'offsetSemitones'>;

/**
 * Opens the microphone and listens.
 * @param onLost called when the microphone is unplugged or taken away.
 * @throws {DOMException} when the microphone cannot be opened.
 */
export async function openSession(
  { graph, player }: OpenSong,
  setting: SongSetting,
  signal: AbortSignal,
  onLost: () => void,
): Promise<SingSession> {
  const stream = await openMicrophone();
  const [track] = stream.getAudioTracks();
  track?.addEventListener('ended', onLost);
  const latency = storedLatency() ?? assumedLatency(graph.context, latencyOf(track));
  let singing: LiveSinging | undefined;
  let listening: Listening | undefined;
  try {
    signal.throwIfAborted();
    listening = await listen(graph, stream, (block) => singing?.hear(block));
    signal.throwIfAborted();
  } catch (error) {
    listening?.stop();
    releaseMicrophone(stream);
    throw error;
  }
  const { soundRateHz, stop } = listening;
  singing = new LiveSinging(() => player.transport, {
    ...setting,
    ...{ soundRateHz, latencySeconds: latency.seconds, rateHz: graph.context.sampleRate },
  });
  const close = () => {
    track?.removeEventListener('ended', onLost);
    stop();
    releaseMicrophone(stream);
  };
  return { singing, latency, soundRateHz, close };
}

/** The latency of a microphone, in browsers that say it (Media Capture and Streams, `latency`). */
function latencyOf(track: MediaStreamTrack | undefined): number | undefined {
  const settings: MediaTrackSettings & { latency?: number } = track?.getSettings() ?? {};
  return settings.latency;
}
