/** A browser that has not found out by then will not; the server measures every song anyway. */
const timeoutMs = 4000;

/**
 * How long a recording is, as far as the browser can read it from the file's head.
 * @returns `undefined` for formats that the browser does not know, and for recordings without a length.
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
