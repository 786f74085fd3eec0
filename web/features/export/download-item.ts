/** A file to save: made or fetched when it is asked for. */
export interface Offer {
  readonly name: string;
  readonly make: () => Promise<Blob>;
}
