import createPffft from '@echogarden/pffft-wasm/simd';

const realTransform = 0;
const forward = 0;
const backward = 1;

/**
 * A real Fourier transform. `signal` and `spectrum` are views of the transform's own memory: fill
 * one, transform, read the other. The spectrum's order is re 0, re N/2, re 1, im 1, re 2, im 2, …
 */
export interface RealFft {
  readonly size: number;
  readonly signal: Float32Array;
  readonly spectrum: Float32Array;
  /** From signal to spectrum, not scaled. */
  forward(): void;
  /** From spectrum to signal, `size` times the inverse transform. */
  backward(): void;
  /** Frees the memory outside the JavaScript heap. */
  close(): void;
}

/** Prepares transforms of one size, a multiple of 32. */
export async function createRealFft(size: number): Promise<RealFft> {
  const fft = await createPffft();
  const setup = fft._pffft_new_setup(size, realTransform);
  const [signal, spectrum, work] = [0, 1, 2].map(() => fft._pffft_aligned_malloc(size * 4)) as [
    number,
    number,
    number,
  ];
  const view = (pointer: number) => fft.HEAPF32.subarray(pointer / 4, pointer / 4 + size);
  return {
    size,
    signal: view(signal),
    spectrum: view(spectrum),
    forward: () => fft._pffft_transform_ordered(setup, signal, spectrum, work, forward),
    backward: () => fft._pffft_transform_ordered(setup, spectrum, signal, work, backward),
    close() {
      for (const pointer of [signal, spectrum, work]) fft._pffft_aligned_free(pointer);
      fft._pffft_destroy_setup(setup);
    },
  };
}
