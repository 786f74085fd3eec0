import { randomNumbers } from '../../testing/random-numbers.ts';
import type { SungPitch } from '../tuning/scale-likelihood.ts';

/** Random pitches around C4 in a tuning that wanders and jumps, with pauses of up to 3 s between them. */
export function randomSong(seed: number, length: number): SungPitch[] {
  const random = randomNumbers(seed);
  let timeSeconds = 0;
  let cents = 0;
  return Array.from({ length }, () => {
    cents += random() < 0.15 ? 160 * (random() - 0.5) : 8 * (random() - 0.5);
    const durationSeconds = 0.03 + 0.6 * random();
    const pitch: SungPitch = {
      midi: 60 + Math.floor(14 * random()) + 0.6 * (random() - 0.5) + cents / 100,
      spreadSemitones: random() < 0.3 ? random() : 0,
      timeSeconds,
      durationSeconds,
    };
    timeSeconds += durationSeconds + (random() < 0.3 ? 3 * random() : 0);
    return pitch;
  });
}
