/** Songs that wait, first come first served. */
export class SongQueue {
  #songs: number[] = [];
  #first = 0;

  get length(): number {
    return this.#songs.length - this.#first;
  }

  add(song: number): void {
    this.#songs.push(song);
  }

  /** Removes the song that has waited longest; `undefined` when none waits. */
  take(): number | undefined {
    const song = this.#songs[this.#first];
    if (song === undefined) return undefined;
    this.#first += 1;
    if (2 * this.#first > this.#songs.length) {
      this.#songs = this.#songs.slice(this.#first);
      this.#first = 0;
    }
    return song;
  }
}
