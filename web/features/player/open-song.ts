import { setAudioSession } from '../../lib/device/audio-session.ts';
import { SongPlayer } from './song-player.ts';
import { SoundGraph } from './sound-graph.ts';
import { fetchStem } from './stems/fetch-stem.ts';
import type { StemSource } from './stems/stem-source.ts';
import type { StemName } from './tracks.ts';

/** The sample rate of stored stems; a context at the same rate does not resample them. */
export const stemRateHz = 44_100;

export interface OpenSong {
  readonly player: SongPlayer;
  readonly graph: SoundGraph;
  readonly sources: ReadonlyMap<StemName, StemSource>;
}

/**
 * Fetches a song's stems and creates a player for them.
 * @throws {Error} when a stem cannot be fetched or decoded, or the engine cannot be loaded.
 */
export async function openSong(
  urls: ReadonlyMap<StemName, string>,
  signal: AbortSignal,
): Promise<OpenSong> {
  // The song should sound even if an iPhone's silent switch is on.
  setAudioSession('playback');
  const context = new AudioContext({ latencyHint: 'interactive', sampleRate: stemRateHz });
  try {
    const [graph, ...stems] = await Promise.all([
      SoundGraph.open(context, [...urls.keys()]),
      ...[...urls.values()].map((url) => fetchStem(context, url, signal)),
    ]);
    const sources = new Map([...urls.keys()].map((name, i) => [name, stems[i] as StemSource]));
    return { graph, player: new SongPlayer(graph, stems), sources };
  } catch (error) {
    void context.close();
    throw error;
  }
}
