import { beatFrames, rateHz } from './test-sounds.ts';

/** Around each beat. */
const reachFrames = Math.round(0.06 * rateHz);

/** How drums sound: means over their beats. */
export interface Attacks {
  /** From a tenth to nine tenths of the energy of a drum. */
  readonly spreadMilliseconds: number;
  /** Distance of a drum's first tenth of energy from its time on the clock, the largest. */
  readonly latenessMilliseconds: number;
}

export function attacksOf(samples: Float32Array, speed: number): Attacks {
  const spreads: number[] = [];
  const lateness: number[] = [];
  for (let beat = 2; (beat * beatFrames) / speed + reachFrames < samples.length; beat += 1) {
    const expected = Math.round((beat * beatFrames) / speed);
    const around = samples.subarray(expected - reachFrames, expected + reachFrames);
    const tenth = frameOfEnergy(around, 0.1);
    spreads.push(frameOfEnergy(around, 0.9) - tenth);
    lateness.push(Math.abs(tenth - reachFrames));
  }
  return {
    spreadMilliseconds: (1000 * meanOf(spreads)) / rateHz,
    latenessMilliseconds: (1000 * Math.max(...lateness)) / rateHz,
  };
}

function frameOfEnergy(samples: Float32Array, share: number): number {
  const total = samples.reduce((sum, sample) => sum + sample * sample, 0);
  let sum = 0;
  return samples.findIndex((sample) => {
    sum += sample * sample;
    return sum >= share * total;
  });
}

/** The pitch of a tone with vibrato. */
export interface Wave {
  readonly centreHz: number;
  readonly extentCents: number;
  /** Deviation from a sine of its rate, which is roughness: root of the mean square. */
  readonly roughnessCents: number;
}

/** @param wavesPerSecond of the vibrato as it sounds. */
export function waveOf(samples: Float32Array, hertz: number, wavesPerSecond: number): Wave {
  const track = pitchTrack(lowPass(lowPass(samples, hertz), hertz), hertz);
  const mean = meanOf(track.map(([, cents]) => cents));
  const at = (wave: (angle: number) => number) =>
    2 * meanOf(track.map(([t, cents]) => (cents - mean) * wave(2 * Math.PI * wavesPerSecond * t)));
  const [sine, cosine] = [at(Math.sin), at(Math.cos)];
  const residues = track.map(([t, cents]) => {
    const angle = 2 * Math.PI * wavesPerSecond * t;
    return (cents - mean - sine * Math.sin(angle) - cosine * Math.cos(angle)) ** 2;
  });
  return {
    centreHz: hertz * 2 ** (mean / 1200),
    extentCents: Math.hypot(sine, cosine),
    roughnessCents: Math.sqrt(meanOf(residues)),
  };
}

/** Time in seconds and cents from `hertz` of each period, from rising zero crossings. */
function pitchTrack(samples: Float32Array, hertz: number): readonly (readonly [number, number])[] {
  const track: (readonly [number, number])[] = [];
  let before: number | undefined;
  for (let i = Math.round(rateHz / 2); i < samples.length; i += 1) {
    const [a, b] = [samples[i - 1] as number, samples[i] as number];
    if (a >= 0 || b < 0) continue;
    const rise = i - 1 + a / (a - b);
    if (before !== undefined) {
      const cents = 1200 * Math.log2(rateHz / (rise - before) / hertz);
      track.push([(rise + before) / 2 / rateHz, cents]);
    }
    before = rise;
  }
  return track;
}

/** Leaves little of the harmonics: four one-pole filters at the fundamental. */
function lowPass(samples: Float32Array, hertz: number): Float32Array {
  const share = 1 - Math.exp((-2 * Math.PI * hertz) / rateHz);
  let [first, second] = [0, 0];
  return samples.map((sample) => {
    first += share * (sample - first);
    second += share * (first - second);
    return second;
  });
}

const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
