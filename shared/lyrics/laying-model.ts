/** Logistic regressions of what is sung on a note, by `noteFeatures`; fitted on half of the songs of `npm run bench:lyrics`. */
export const layingModel: {
  /** First syllable of a line; a stressed word; a later syllable of a word; held; spare; an unstressed word. */
  readonly kinds: readonly (readonly number[])[];
  /** The logarithms of how often each kind occurs. */
  readonly logPriors: readonly number[];
  /** One syllable, or several. */
  readonly elision: readonly (readonly number[])[];
} = {
  kinds: [
    [0.14, 1.01, 1.45, -1.72, -0.16, 0.04, 0.65, 0.86, -0.01, 0.17],
    [0.71, -1.25, -2.1, -0.19, 0.41, -0.22, -0.24, 0.5, -0.42, 2.29],
    [0.23, -1.81, -1.11, 0.23, 0.08, -0.15, -0.28, 0.61, 0.38, 1.28],
    [-1.04, -0.28, 0.99, 1.17, 0.06, 0.23, -1.06, -1.76, 0.51, 0.64],
    [-0.42, 2.21, 1.1, 0.83, -0.82, -0.12, 0.96, -0.39, -0.11, -3.53],
    [0.72, -1.18, -1.08, -0.54, -0.05, 0.2, -0.58, 0.62, -0.05, 1.77],
  ],
  logPriors: [-1.82, -1.14, -1.86, -2.12, -4.28, -1.48],
  elision: [
    [1.16, -1.06, 0.15, 0.82, -1.09, 0.18, -0.17, -0.08, -0.07, 1.65],
    [-1.16, 1.06, -0.15, -0.82, 1.09, -0.18, 0.17, 0.08, 0.07, -1.65],
  ],
};
