/** A file to download; `make` renders or fetches it on demand. */
export interface DownloadItem {
  readonly name: string;
  readonly make: () => Promise<Blob>;
}

/** Browsers read the blob some time after the click. */
const revokeDelayMs = 60_000;

/** Saves a file through the browser's download. */
export function saveBlob(blob: Blob, name: string): void {
  const objectUrl = URL.createObjectURL(blob);
  const anchor = document.createElement('a');
  anchor.href = objectUrl;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(objectUrl), revokeDelayMs);
}
