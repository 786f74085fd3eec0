/** What of an `AudioContext` tells when its sound is heard. */
export interface OutputClock {
  readonly currentTime: number;
  readonly outputLatency?: number;
  readonly baseLatency?: number;
  getOutputTimestamp?(): AudioTimestamp;
}

/** A timestamp that is earlier than the plain reckoning by more is a mistake, as after sleep. */
const maxEarlySeconds = 0.3;
/** `currentTime` jumps by a buffer, some 20 ms, which are evened out over this time. */
const eveningSeconds = 0.5;
/** What it jumps by more is a stop or a start, and followed at once. */
const maxJumpSeconds = 0.05;

/**
 * The context's time of what leaves the loudspeaker now. The output's timestamp says it exactly, in
 * browsers where it is right; elsewhere `currentTime` less the latency is evened out.
 */
export class HeardClock {
  private readonly clock: OutputClock;
  /** How far the reckoned time is before the page's, in seconds. */
  private lead: number | undefined;
  private readAt = 0;

  constructor(clock: OutputClock) {
    this.clock = clock;
  }

  /** @param nowMilliseconds `performance.now()`. */
  read(nowMilliseconds: number): number {
    const { clock } = this;
    const latency = clock.outputLatency || clock.baseLatency || 0;
    const reckoned = clock.currentTime - latency;
    const even = this.even(reckoned, nowMilliseconds / 1000);
    const { contextTime, performanceTime } = clock.getOutputTimestamp?.() ?? {};
    if (!contextTime || !performanceTime) return inTime(even, clock);
    const precise = contextTime + (nowMilliseconds - performanceTime) / 1000;
    // Firefox takes the latency off both times of its timestamp, which is off neither then; and
    // WebKitGTK's page time runs at twice its speed.
    const late = precise - reckoned;
    const isRight = late > -maxEarlySeconds && late < Math.max(0.75 * latency, 0.005);
    return inTime(isRight ? precise : even, clock);
  }

  private even(reckoned: number, now: number): number {
    const measured = reckoned - now;
    const before = this.lead ?? measured;
    const share = 1 - Math.exp((this.readAt - now) / eveningSeconds);
    const lead = before + share * (measured - before);
    this.lead = Math.min(measured + maxJumpSeconds, Math.max(measured - maxJumpSeconds, lead));
    this.readAt = now;
    return now + this.lead;
  }
}

/** Nothing is heard before it is computed. */
function inTime(heard: number, { currentTime }: OutputClock): number {
  return Math.min(currentTime, Math.max(0, heard));
}
