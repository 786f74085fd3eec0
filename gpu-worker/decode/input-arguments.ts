/**
 * The containers that are opened. Playlists and scripts (hls, concat, dash, …) are left out because
 * they name other files of this machine.
 */
const containers = [
  ['mov', 'matroska', 'webm', 'avi', 'flv', 'asf', 'mpeg', 'mpegts', 'mp3', 'aac', 'ac3', 'eac3'],
  ['dts', 'truehd', 'flac', 'ogg', 'wav', 'w64', 'aiff', 'au', 'caf', 'amr', 'ape', 'wv', 'tta'],
  ['dsf', 'mpc', 'mpc8', 'tak', 'loas'],
].flat();

/** Arguments for ffmpeg and ffprobe, before the input, that confine what a file from a stranger can do. */
export const inputArguments: readonly string[] = [
  ...['-v', 'error', '-hide_banner'],
  ...['-protocol_whitelist', 'file,pipe'],
  ...['-format_whitelist', containers.join(',')],
  ...['-max_alloc', String(512 * 1024 * 1024)],
];
