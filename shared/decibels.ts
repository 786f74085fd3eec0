/** A power or a ratio of powers in decibels: 100 is 20 dB, 0 is −∞. */
export function powerToDb(power: number): number {
  return 10 * Math.log10(power);
}

/** An amplitude or a ratio of amplitudes in decibels: 10 is 20 dB, 0 is −∞. */
export function amplitudeToDb(amplitude: number): number {
  return 20 * Math.log10(amplitude);
}

/** The ratio of powers that is so many decibels. */
export function dbToPower(decibels: number): number {
  return 10 ** (decibels / 10);
}
