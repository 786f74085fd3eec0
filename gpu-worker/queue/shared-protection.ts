import type { TaskProtection } from '../ports.ts';

/** Task protection for several songs: enabled while at least one is in flight. */
export class SharedProtection {
  readonly #protection: TaskProtection;
  #songs = 0;
  #lastRequest: Promise<void> = Promise.resolve();

  constructor(protection: TaskProtection) {
    this.#protection = protection;
  }

  /** A song begins. Resolves when protection is enabled. */
  begin(): Promise<void> {
    this.#songs += 1;
    return this.renew();
  }

  /** A song has ended. */
  end(): Promise<void> {
    this.#songs -= 1;
    return this.renew();
  }

  /** Renews protection before it expires. */
  renew(): Promise<void> {
    // One request at a time: a late one for a song that ended must not undo that of a song that began.
    this.#lastRequest = this.#lastRequest.then(() =>
      this.#songs > 0 ? this.#protection.enable() : this.#protection.disable(),
    );
    return this.#lastRequest;
  }
}
