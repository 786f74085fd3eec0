/**
 * Fills `into` with the samples of a sound from `start` on. Samples before the sound, where `start` is
 * negative, and after it are zero.
 */
export function copyZeroPadded(sound: Float32Array, start: number, into: Float32Array): void {
  const first = Math.min(sound.length, Math.max(0, start));
  const known = sound.subarray(first, Math.max(first, start + into.length));
  if (known.length < into.length) into.fill(0);
  if (known.length > 0) into.set(known, first - start);
}
