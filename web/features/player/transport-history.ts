import { pausedAt, shownPositionAt, type Transport } from './engine/transport.ts';

/**
 * The most recent transports. A transport becomes audible only after the output latency; until then
 * the listener still hears the one before it.
 */
export class TransportHistory {
  #transports: readonly Transport[];

  /** @param end the song's length in frames. */
  constructor(end: number) {
    this.#transports = [pausedAt(0, end)];
  }

  /** The newest transport, audible yet or not. */
  get newest(): Transport {
    return this.#transports.at(-1) as Transport;
  }

  /** @param heardFrame the clock frame that is audible now; transports that ended before it are dropped. */
  push(transport: Transport, heardFrame: number): void {
    // A pause makes no sound to wait for, so it takes effect at once.
    const before = transport.speed === 0 ? [] : this.#audibleFrom(heardFrame);
    this.#transports = [...before.filter(({ atFrame }) => atFrame < transport.atFrame), transport];
  }

  /** The song position to show to a listener who hears this clock frame. */
  positionAt(heardFrame: number): number {
    const inForce = this.#audibleFrom(heardFrame)[0] as Transport;
    return shownPositionAt(inForce, heardFrame);
  }

  #audibleFrom(heardFrame: number): readonly Transport[] {
    const current = this.#transports.findLastIndex(({ atFrame }) => atFrame <= heardFrame);
    return this.#transports.slice(Math.max(0, current));
  }
}
