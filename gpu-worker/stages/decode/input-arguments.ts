import { id3TagsBytes } from './id3-tags.ts';

/** Allowed containers. Playlists and scripts (hls, concat, dash, …) can name other files of this machine. */
const containers = [
  ['mov', 'matroska', 'webm', 'avi', 'flv', 'asf', 'mpeg', 'mpegts', 'mp3', 'aac', 'ac3', 'eac3'],
  ['dts', 'truehd', 'flac', 'ogg', 'wav', 'w64', 'aiff', 'au', 'caf', 'amr', 'ape', 'wv', 'tta'],
  ['dsf', 'mpc', 'mpc8', 'tak', 'loas'],
].flat();

/** Films can have dozens of streams, because fonts and subtitles count. */
const maxStreams = 128;

/** Input arguments of ffmpeg and ffprobe that limit what an untrusted file can do. */
const restrictions: readonly string[] = [
  ...['-v', 'error', '-hide_banner'],
  ...['-protocol_whitelist', 'file,pipe,subfile'],
  ...['-format_whitelist', containers.join(',')],
  // Below the process's memory limit, so that a huge allocation fails with ffmpeg's error message.
  ...['-max_alloc', String(128 * 1024 * 1024)],
  ...['-max_streams', String(maxStreams)],
  // Bytes and microseconds that ffmpeg reads to detect the streams: its defaults, for every container (flv
  // has 90 s).
  ...['-probesize', '5000000', '-analyzeduration', '7000000'],
];

/**
 * The arguments with which ffmpeg and ffprobe open a song. ID3 tags at its beginning are skipped: ffmpeg
 * compares each tag frame with all others, which takes minutes for 200,000 of them.
 */
export async function inputArguments(path: string): Promise<string[]> {
  const start = await id3TagsBytes(path);
  const file = `file:${path}`;
  return [...restrictions, '-i', start === 0 ? file : `subfile,,start,${start},end,0,,:${file}`];
}
