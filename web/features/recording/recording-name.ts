const extensions = [
  ['webm', 'webm'],
  ['mp4', 'm4a'],
  ['ogg', 'ogg'],
] as const;

/** The file name of a recording: it sorts by time and has no characters that file systems forbid. */
export function recordingName(
  name: (moment: string) => string,
  startedAt: Date,
  contentType: string,
): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [startedAt.getFullYear(), two(startedAt.getMonth() + 1), two(startedAt.getDate())];
  const moment = `${day.join('-')} ${two(startedAt.getHours())}-${two(startedAt.getMinutes())}`;
  const extension = extensions.find(([container]) => contentType.includes(container))?.[1];
  return `${name(moment)}.${extension ?? 'webm'}`;
}
