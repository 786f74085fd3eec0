import { shownPositionAt, standing, type Transport } from './engine/transport.ts';

/**
 * The transports of the last moments. An order is heard only when it has gone through the sound
 * card; until then the one before it is what the listener hears.
 */
export class TransportHistory {
  private transports: readonly Transport[];

  constructor(end: number) {
    this.transports = [standing(0, end)];
  }

  /** The newest, whether it is heard yet or not. */
  get newest(): Transport {
    return this.transports.at(-1) as Transport;
  }

  /** @param heardFrame the frame of the clock that is heard now; what was over before it is forgotten. */
  push(transport: Transport, heardFrame: number): void {
    // What stands still makes no sound that a reader could wait for.
    const before = transport.speed === 0 ? [] : this.stillHeard(heardFrame);
    this.transports = [...before.filter(({ atFrame }) => atFrame < transport.atFrame), transport];
  }

  /** Where the song stands for the listener who hears this frame of the clock. */
  positionAt(heardFrame: number): number {
    const inForce = this.stillHeard(heardFrame)[0] as Transport;
    return shownPositionAt(inForce, heardFrame);
  }

  private stillHeard(heardFrame: number): readonly Transport[] {
    const current = this.transports.findLastIndex(({ atFrame }) => atFrame <= heardFrame);
    return this.transports.slice(Math.max(0, current));
  }
}
