/** A file to save: made or fetched when it is asked for. */
export interface DownloadItem {
  readonly name: string;
  readonly make: () => Promise<Blob>;
}
