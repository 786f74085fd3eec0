/** Some browsers fire neither event for some formats. The server measures every duration anyway. */
const timeoutMs = 4000;

/**
 * Reads a recording's duration from the file's metadata.
 * @returns `undefined` for unknown formats and for recordings without a duration.
 */
export function probeDurationSeconds(file: Blob, contentType: string): Promise<number | undefined> {
  const element = document.createElement(contentType.startsWith('video/') ? 'video' : 'audio');
  const url = URL.createObjectURL(file);
  return new Promise<number | undefined>((resolve) => {
    const timer = setTimeout(() => resolve(undefined), timeoutMs);
    const settle = () => {
      clearTimeout(timer);
      resolve(Number.isFinite(element.duration) ? element.duration : undefined);
    };
    element.onloadedmetadata = settle;
    element.onerror = settle;
    element.preload = 'metadata';
    element.src = url;
  }).finally(() => {
    element.onerror = null;
    element.removeAttribute('src');
    URL.revokeObjectURL(url);
  });
}
