/** The properties of an `AudioContext` that say when its sound is audible. */
export interface OutputClock {
  readonly currentTime: number;
  readonly outputLatency?: number;
  readonly baseLatency?: number;
  getOutputTimestamp?(): AudioTimestamp;
}

/** A timestamp that is earlier than the estimate by more than this is stale, as after sleep. */
const maxEarlySeconds = 0.3;
/** `currentTime` advances in buffers of about 20 ms; this time constant smooths it. */
const smoothingSeconds = 0.5;
/** A larger jump of `currentTime` is a stop or start, which the clock follows at once. */
const maxJumpSeconds = 0.05;

/**
 * The context time of the sound that leaves the loudspeaker now. The output timestamp gives it
 * exactly in browsers that implement it correctly; elsewhere `currentTime` minus the output latency
 * is smoothed.
 */
export class HeardClock {
  readonly #clock: OutputClock;
  /** Smoothed difference between the estimated context time and the page's time, in seconds. */
  #lead: number | undefined;
  #readAtSeconds = 0;

  constructor(clock: OutputClock) {
    this.#clock = clock;
  }

  /**
   * @param nowMs `performance.now()`.
   * @returns seconds of the context's time.
   */
  read(nowMs: number): number {
    const clock = this.#clock;
    const latency = clock.outputLatency || clock.baseLatency || 0;
    const estimate = clock.currentTime - latency;
    const smoothed = this.#smooth(estimate, nowMs / 1000);
    const { contextTime, performanceTime } = clock.getOutputTimestamp?.() ?? {};
    if (!contextTime || !performanceTime) return clamp(smoothed, clock);
    const exact = contextTime + (nowMs - performanceTime) / 1000;
    // Firefox subtracts the latency from both times of its timestamp, so it is not subtracted at
    // all; and the page time of WebKitGTK runs at twice its speed.
    const deviation = exact - estimate;
    const isPlausible = deviation > -maxEarlySeconds && deviation < Math.max(0.75 * latency, 0.005);
    return clamp(isPlausible ? exact : smoothed, clock);
  }

  #smooth(estimate: number, now: number): number {
    const measured = estimate - now;
    const before = this.#lead ?? measured;
    const share = 1 - Math.exp((this.#readAtSeconds - now) / smoothingSeconds);
    const lead = before + share * (measured - before);
    this.#lead = Math.min(measured + maxJumpSeconds, Math.max(measured - maxJumpSeconds, lead));
    this.#readAtSeconds = now;
    return now + this.#lead;
  }
}

/** No sound is audible before it is rendered. */
function clamp(heard: number, { currentTime }: OutputClock): number {
  return Math.min(currentTime, Math.max(0, heard));
}
