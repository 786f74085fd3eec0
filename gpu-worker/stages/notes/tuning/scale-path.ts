import { floorMod } from '@my-pitch/shared/floor-mod';
import { argmax } from '../../../audio/argmax.ts';
import { logLikelihoods, scalePlaces as places, type SungPitch } from './scale-likelihood.ts';

/** Standard deviation of the drift of the tuning after 1 s, in cents; long pauses count as `maxGapSeconds`. */
const driftCents = 4;
const minGapSeconds = 0.05;
const maxGapSeconds = 2;
/** Negative log probability of a new tuning, as after a breath, … */
const retuneCost = 6;
const retuneCostPerCent = 0.12;
/** … and of a key change to any other scale. */
const keyChangeCost = 14;
/** Standard deviation of the initial tuning around A4 = 440 Hz. */
const concertSpreadCents = 20;
/** A larger change of tuning is a key change. */
const maxRetuneCents = (keyChangeCost - retuneCost) / retuneCostPerCent;

const everyPlace = Int16Array.from({ length: places }, (_, place) => place);

/** The singer's scale at every pitch. */
export interface ScalePath {
  /** Tonic in cents above C at A4 = 440 Hz, modulo an octave; unwrapped within a segment. */
  readonly cents: Float64Array;
  /** Index of the segment of each pitch: the key changes between segments. */
  readonly segment: Int32Array;
}

/**
 * Tracks the scale of a singer by the Viterbi algorithm: the tuning drifts slowly, rarely changes at
 * once, and the key changes even more rarely.
 *
 * @param pitches in time order.
 */
export function followScale(pitches: readonly SungPitch[]): ScalePath {
  let logProbabilities = Float64Array.from({ length: places }, (_, place) =>
    logConcertPitchPrior(place),
  );
  const origins: Int16Array[] = [];
  pitches.forEach((pitch, i) => {
    const gap = i === 0 ? 0 : pitch.timeSeconds - (pitches[i - 1] as SungPitch).timeSeconds;
    const { moved, origin } =
      i === 0
        ? { moved: logProbabilities, origin: new Int16Array() }
        : transition(logProbabilities, gap);
    origins.push(origin);
    const likelihoods = logLikelihoods(pitch);
    logProbabilities = likelihoods.map(
      (likelihood, place) => likelihood + (moved[place] as number),
    );
  });
  const found = new Float64Array(pitches.length);
  let place = argmax(logProbabilities);
  for (let i = pitches.length - 1; i >= 0; i--) {
    found[i] = place;
    place = origins[i]?.[place] as number;
  }
  return unwind(found);
}

/** Log prior of the initial tuning, up to a constant. */
function logConcertPitchPrior(place: number): number {
  const cents = place - 100 * Math.round(place / 100);
  return -0.5 * (cents / concertSpreadCents) ** 2;
}

/** The best transition into every place after some time. */
function transition(logProbabilities: Float64Array, seconds: number) {
  const best = argmax(logProbabilities);
  const moved = new Float64Array(places).fill((logProbabilities[best] as number) - keyChangeCost);
  const origin = new Int16Array(places).fill(best);
  retune(logProbabilities, moved, origin);
  const elapsed = Math.min(maxGapSeconds, Math.max(minGapSeconds, seconds));
  const drift = driftCents * Math.sqrt(elapsed);
  const reach = Math.ceil(3 * drift);
  const around = unroll(logProbabilities, reach);
  for (let by = -reach; by <= reach; by++) {
    const cost = 0.5 * (by / drift) ** 2;
    for (let place = 0; place < places; place++) {
      const logProbability = (around[place + by + reach] as number) - cost;
      if (logProbability <= (moved[place] as number)) continue;
      moved[place] = logProbability;
      origin[place] = floorMod(place + by, places);
    }
  }
  return { moved, origin };
}

/** The circle of places, unrolled with `beyond` places repeated at both ends. */
function unroll(logProbabilities: Float64Array, beyond: number): Float64Array {
  const ring = new Float64Array(places + 2 * beyond);
  ring.set(logProbabilities.subarray(places - beyond));
  ring.set(logProbabilities, beyond);
  ring.set(logProbabilities.subarray(0, beyond), beyond + places);
  return ring;
}

/**
 * Transitions whose cost is linear in the distance: the best origin propagates from neighbour to
 * neighbour, from the best place once around the circle in both directions.
 */
function retune(logProbabilities: Float64Array, moved: Float64Array, origin: Int16Array): void {
  const best = logProbabilities.slice();
  const from = everyPlace.slice();
  const first = argmax(logProbabilities);
  for (const direction of [1, -1]) {
    let propagated = Number.NEGATIVE_INFINITY;
    let source = first;
    let place = first;
    for (let step = 0; step < places; step++) {
      const own = best[place] as number;
      if (own >= propagated) {
        propagated = own;
        source = from[place] as number;
      } else {
        best[place] = propagated;
        from[place] = source;
      }
      propagated -= retuneCostPerCent;
      place += direction;
      if (place === places) place = 0;
      else if (place < 0) place = places - 1;
    }
  }
  for (let place = 0; place < places; place++) {
    const logProbability = (best[place] as number) - retuneCost;
    if (logProbability <= (moved[place] as number)) continue;
    moved[place] = logProbability;
    origin[place] = from[place] as number;
  }
}

/** Unwraps places on the circle to a continuous curve, interrupted by key changes. */
function unwind(found: Float64Array): ScalePath {
  const cents = found.slice();
  const segment = new Int32Array(found.length);
  for (let i = 1; i < found.length; i++) {
    const difference = (found[i] as number) - (found[i - 1] as number);
    const change = difference - places * Math.round(difference / places);
    const isKeyChange = Math.abs(change) > maxRetuneCents;
    segment[i] = (segment[i - 1] as number) + (isKeyChange ? 1 : 0);
    if (!isKeyChange) cents[i] = (cents[i - 1] as number) + change;
  }
  return { cents, segment };
}
