/**
 * Multiplies a spectrum of a `RealFft`, in place, by the conjugate of another, which gives the spectrum
 * of their cross-correlation, or of the autocorrelation if both are the same. The first pair holds
 * bins 0 and N/2, which are real.
 */
export function multiplyByConjugate(spectrum: Float32Array, other: Float32Array): void {
  spectrum[0] = (spectrum[0] as number) * (other[0] as number);
  spectrum[1] = (spectrum[1] as number) * (other[1] as number);
  for (let i = 2; i < spectrum.length; i += 2) {
    const re = spectrum[i] as number;
    const im = spectrum[i + 1] as number;
    const otherRe = other[i] as number;
    const otherIm = other[i + 1] as number;
    spectrum[i] = re * otherRe + im * otherIm;
    spectrum[i + 1] = im * otherRe - re * otherIm;
  }
}
