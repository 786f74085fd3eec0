/** Samples that are compared with those one period later, a multiple of four: 37.5 ms at 16 kHz. */
const compared = 600;
const reachSemitones = 2;
/** From this difference on (0: the voice repeats itself, 1: it does not) no period is found. */
const mostDifference = 0.3;
/** What a semitone away from the pitch expected weighs, as a difference. */
const differencePerSemitone = 0.02;
const silentEnergy = 1e-9;

/**
 * The pitch, close to the one expected, with which the voice repeats itself around a sample;
 * undefined where it does not. A network that sees a tenth of a second smears glides; the voice's
 * own period tells them within a few hundredths. The difference of de Cheveigné & Kawahara (JASA 2002,
 * equation 1), for every period centred on the sample and divided by the energy of both stretches
 * (McLeod & Wyvill, ICMC 2005).
 *
 * @param centre index of the sample.
 */
export function refineByPeriod(
  voice: Float32Array,
  sampleRateHz: number,
  centre: number,
  expectedHz: number,
): number | undefined {
  const ratio = 2 ** (reachSemitones / 12);
  const shortest = Math.floor(sampleRateHz / (expectedHz * ratio)) - 1;
  const longest = Math.ceil((sampleRateHz * ratio) / expectedHz) + 1;
  const differences = differencesAt(voice, centre, shortest, longest);
  let best = Number.POSITIVE_INFINITY;
  let found: number | undefined;
  for (let i = 1; i < differences.length - 1; i++) {
    const here = differences[i] as number;
    const before = differences[i - 1] as number;
    const after = differences[i + 1] as number;
    if (here > before || here >= after || here >= mostDifference) continue;
    const vertex = (0.5 * (before - after)) / (before + after - 2 * here);
    const hz = sampleRateHz / (shortest + i + vertex);
    const cost = here + differencePerSemitone * Math.abs(12 * Math.log2(hz / expectedHz));
    if (cost >= best) continue;
    best = cost;
    found = hz;
  }
  return found;
}

function differencesAt(
  voice: Float32Array,
  centre: number,
  shortest: number,
  longest: number,
): Float64Array {
  const first = centre - ((compared + longest) >> 1);
  const sound = cut(voice, first, compared + longest + 1);
  const energyBefore = new Float64Array(sound.length + 1);
  for (let i = 0; i < sound.length; i++) {
    energyBefore[i + 1] = (energyBefore[i] as number) + (sound[i] as number) ** 2;
  }
  const energy = (from: number) =>
    (energyBefore[from + compared] as number) - (energyBefore[from] as number);
  const differences = new Float64Array(longest - shortest + 1);
  for (let i = 0; i < differences.length; i++) {
    const period = shortest + i;
    const start = centre - ((compared + period) >> 1) - first;
    const both = energy(start) + energy(start + period) + silentEnergy;
    differences[i] = 1 - (2 * product(sound, start, period)) / both;
  }
  return differences;
}

/** The sum of all samples compared, each times that one period later. */
function product(sound: Float32Array, start: number, period: number): number {
  // Four sums, so that the processor need not wait for one addition before the next.
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = start; i < start + compared; i += 4) {
    a += (sound[i] as number) * (sound[i + period] as number);
    b += (sound[i + 1] as number) * (sound[i + 1 + period] as number);
    c += (sound[i + 2] as number) * (sound[i + 2 + period] as number);
    d += (sound[i + 3] as number) * (sound[i + 3 + period] as number);
  }
  return a + b + c + d;
}

/** A stretch of the voice, zero outside of it. */
function cut(voice: Float32Array, first: number, length: number): Float32Array {
  if (first >= 0 && first + length <= voice.length) return voice.subarray(first, first + length);
  return Float32Array.from({ length }, (_, i) => voice[first + i] ?? 0);
}
