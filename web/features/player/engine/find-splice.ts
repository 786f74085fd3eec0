/** The coarse search compares every so many-th sample of a signal that was averaged as far. */
const decimation = 4;

/**
 * Where a window of `length` samples of `candidates` fits `reference` best: the offset, 0 to
 * `candidates.length - length`, of the greatest normalised cross-correlation (Verhelst & Roelands,
 * "An overlap-add technique based on waveform similarity", ICASSP 1993, eq. 8). It is found on
 * averaged samples first and then to the sample, which costs a twentieth of trying all.
 */
export class SpliceFinder {
  private readonly length: number;
  private readonly coarseReference: Float32Array;
  private readonly coarseCandidates: Float32Array;

  constructor(length: number, range: number) {
    this.length = length;
    this.coarseReference = new Float32Array(Math.floor(length / decimation));
    this.coarseCandidates = new Float32Array(Math.floor((length + range) / decimation));
  }

  find(reference: Float32Array, candidates: Float32Array): number {
    average(reference, this.coarseReference);
    average(candidates, this.coarseCandidates);
    const coarseLast = this.coarseCandidates.length - this.coarseReference.length;
    const coarse = bestOffset(this.coarseReference, this.coarseCandidates, 0, coarseLast);
    const last = candidates.length - this.length;
    const from = Math.max(0, (coarse - 1) * decimation);
    return bestOffset(reference, candidates, from, Math.min(last, (coarse + 1) * decimation));
  }
}

function average(samples: Float32Array, into: Float32Array): void {
  for (let i = 0; i < into.length; i += 1) {
    let sum = 0;
    for (let k = 0; k < decimation; k += 1) sum += samples[i * decimation + k] as number;
    into[i] = sum;
  }
}

function bestOffset(
  reference: Float32Array,
  candidates: Float32Array,
  first: number,
  last: number,
): number {
  const length = reference.length;
  let energy = 1e-9;
  for (let i = 0; i < length; i += 1) energy += (candidates[first + i] as number) ** 2;
  // Where nothing resembles, as in silence, the middle is the right place.
  let best = (first + last) >> 1;
  let bestLikeness = 0;
  for (let offset = first; offset <= last; offset += 1) {
    let product = 0;
    for (let i = 0; i < length; i += 1) {
      product += (reference[i] as number) * (candidates[offset + i] as number);
    }
    const likeness = product / Math.sqrt(Math.max(energy, 1e-9));
    if (likeness > bestLikeness) {
      bestLikeness = likeness;
      best = offset;
    }
    energy += (candidates[offset + length] ?? 0) ** 2 - (candidates[offset] as number) ** 2;
  }
  return best;
}
