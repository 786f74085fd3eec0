import { afterId3Tags } from './id3-tags.ts';

/**
 * The containers that are opened. Playlists and scripts (hls, concat, dash, …) are left out because
 * they name other files of this machine.
 */
const containers = [
  ['mov', 'matroska', 'webm', 'avi', 'flv', 'asf', 'mpeg', 'mpegts', 'mp3', 'aac', 'ac3', 'eac3'],
  ['dts', 'truehd', 'flac', 'ogg', 'wav', 'w64', 'aiff', 'au', 'caf', 'amr', 'ape', 'wv', 'tta'],
  ['dsf', 'mpc', 'mpc8', 'tak', 'loas'],
].flat();

/** Fonts and subtitles are streams too, so that a film may have dozens. */
const maxStreams = 128;

/** Arguments for ffmpeg and ffprobe, before the input, that confine what a file from a stranger can do. */
const confinement: readonly string[] = [
  ...['-v', 'error', '-hide_banner'],
  ...['-protocol_whitelist', 'file,pipe,subfile'],
  ...['-format_whitelist', containers.join(',')],
  // Less than the process may hold at all: one huge allocation fails with a message of ffmpeg's own.
  ...['-max_alloc', String(128 * 1024 * 1024)],
  ...['-max_streams', String(maxStreams)],
  // How far ffmpeg reads and decodes to find out what the streams are: its defaults, but for all
  // containers alike (flv has 90 s).
  ...['-probesize', '5000000', '-analyzeduration', '7000000'],
];

/**
 * The arguments with which ffmpeg and ffprobe open a song. ID3 tags at its beginning are left out, for
 * ffmpeg compares each of their frames with all others: 200,000 take it minutes.
 */
export async function inputArguments(path: string): Promise<string[]> {
  const start = await afterId3Tags(path);
  const file = `file:${path}`;
  return [...confinement, '-i', start === 0 ? file : `subfile,,start,${start},end,0,,:${file}`];
}
