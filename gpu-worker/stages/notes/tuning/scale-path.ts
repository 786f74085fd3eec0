import { floorMod } from '@my-pitch/shared/floor-mod';
import { argmax } from '../../../audio/argmax.ts';
import { logLikelihoods, scalePlaces as places, type SungPitch } from './scale-likelihood.ts';

/** How far a scale drifts within a second, as a standard deviation in cents; rests count as little. */
const driftCents = 4;
const minGapSeconds = 0.05;
const maxGapSeconds = 2;
/** A singer may also find a new tuning, at a breath: this much as a negative log probability, … */
const retuneCost = 6;
const retuneCostPerCent = 0.12;
/** … or move to another key, wherever it lies. */
const moveCost = 14;
/** How far from A4 = 440 Hz singers begin, as a standard deviation. */
const concertSpreadCents = 20;
/** No further than this the scale is still the same one. */
const maxRetuneCents = (moveCost - retuneCost) / retuneCostPerCent;

const everyPlace = Int16Array.from({ length: places }, (_, place) => place);

/** Where the singer's scale lies at every pitch. */
export interface ScalePath {
  /** Cents above C in the tuning of A4 = 440 Hz, modulo an octave; followed on without jumps in a stretch. */
  readonly cents: Float64Array;
  /** Number of the stretch that each pitch belongs to: between them the key changes. */
  readonly stretch: Int32Array;
}

/**
 * Follows the scale that a singer sings in: the most probable path, by the Viterbi algorithm, of a
 * scale that drifts slowly, is seldom retuned and even more seldom left for another.
 *
 * @param pitches in order of time.
 */
export function followScale(pitches: readonly SungPitch[]): ScalePath {
  let scores = Float64Array.from({ length: places }, (_, place) => concertPitchScore(place));
  const origins: Int16Array[] = [];
  pitches.forEach((pitch, i) => {
    const gap = i === 0 ? 0 : pitch.timeSeconds - (pitches[i - 1] as SungPitch).timeSeconds;
    const { moved, origin } =
      i === 0 ? { moved: scores, origin: new Int16Array() } : move(scores, gap);
    origins.push(origin);
    const likelihoods = logLikelihoods(pitch);
    scores = likelihoods.map((likelihood, place) => likelihood + (moved[place] as number));
  });
  const found = new Float64Array(pitches.length);
  let place = argmax(scores);
  for (let i = pitches.length - 1; i >= 0; i--) {
    found[i] = place;
    place = origins[i]?.[place] as number;
  }
  return unwind(found);
}

/** Songs are begun near concert pitch where nothing says otherwise. */
function concertPitchScore(place: number): number {
  const cents = place - 100 * Math.round(place / 100);
  return -0.5 * (cents / concertSpreadCents) ** 2;
}

/** The best way into every place after some time. */
function move(scores: Float64Array, seconds: number) {
  const best = argmax(scores);
  const moved = new Float64Array(places).fill((scores[best] as number) - moveCost);
  const origin = new Int16Array(places).fill(best);
  retune(scores, moved, origin);
  const elapsed = Math.min(maxGapSeconds, Math.max(minGapSeconds, seconds));
  const drift = driftCents * Math.sqrt(elapsed);
  const reach = Math.ceil(3 * drift);
  const around = onRing(scores, reach);
  for (let by = -reach; by <= reach; by++) {
    const cost = 0.5 * (by / drift) ** 2;
    for (let place = 0; place < places; place++) {
      const score = (around[place + by + reach] as number) - cost;
      if (score <= (moved[place] as number)) continue;
      moved[place] = score;
      origin[place] = floorMod(place + by, places);
    }
  }
  return { moved, origin };
}

/** The circle cut open, with so many places of each end again beyond the other. */
function onRing(scores: Float64Array, beyond: number): Float64Array {
  const ring = new Float64Array(places + 2 * beyond);
  ring.set(scores.subarray(places - beyond));
  ring.set(scores, beyond);
  ring.set(scores.subarray(0, beyond), beyond + places);
  return ring;
}

/**
 * Enters every place by a step whose cost grows evenly with its width: what is best is passed on
 * from neighbour to neighbour, from the best of all once round the circle in both directions.
 */
function retune(scores: Float64Array, moved: Float64Array, origin: Int16Array): void {
  const best = scores.slice();
  const from = everyPlace.slice();
  const first = argmax(scores);
  for (const direction of [1, -1]) {
    let passedOn = Number.NEGATIVE_INFINITY;
    let source = first;
    let place = first;
    for (let step = 0; step < places; step++) {
      const own = best[place] as number;
      if (own >= passedOn) {
        passedOn = own;
        source = from[place] as number;
      } else {
        best[place] = passedOn;
        from[place] = source;
      }
      passedOn -= retuneCostPerCent;
      place += direction;
      if (place === places) place = 0;
      else if (place < 0) place = places - 1;
    }
  }
  for (let place = 0; place < places; place++) {
    const score = (best[place] as number) - retuneCost;
    if (score <= (moved[place] as number)) continue;
    moved[place] = score;
    origin[place] = from[place] as number;
  }
}

/** Takes places on the circle for one curve, which breaks off where the key changes. */
function unwind(found: Float64Array): ScalePath {
  const cents = found.slice();
  const stretch = new Int32Array(found.length);
  for (let i = 1; i < found.length; i++) {
    const step = (found[i] as number) - (found[i - 1] as number);
    const shortest = step - places * Math.round(step / places);
    const isMove = Math.abs(shortest) > maxRetuneCents;
    stretch[i] = (stretch[i - 1] as number) + (isMove ? 1 : 0);
    if (!isMove) cents[i] = (cents[i - 1] as number) + shortest;
  }
  return { cents, stretch };
}
