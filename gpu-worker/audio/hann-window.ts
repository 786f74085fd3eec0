/** The Hann window over `size` samples, raised cosine, at a position from its start: 0 at 0 and at `size`. */
export function hann(position: number, size: number): number {
  return 0.5 - 0.5 * Math.cos((2 * Math.PI * position) / size);
}

/** The periodic Hann window for spectral analysis, as `scipy.signal.windows.hann(size, sym=False)`. */
export function hannWindow(size: number): Float32Array {
  return Float32Array.from({ length: size }, (_, i) => hann(i, size));
}
