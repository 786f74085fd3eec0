/** A dense matrix, row-major [rows, columns]. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

/**
 * The Gram matrix WᵀW / rows [columns, columns]. Multiplied element by element with the covariance of
 * x and summed, it gives the variance of Wx, averaged over the rows.
 */
export function gramOf({ rows, columns, values }: Matrix): Float32Array {
  const gram = new Float64Array(columns * columns);
  for (let row = 0; row < rows; row++) {
    const weights = values.subarray(row * columns, (row + 1) * columns);
    for (const [i, a] of weights.entries()) {
      for (const [j, b] of weights.entries()) {
        gram[i * columns + j] = (gram[i * columns + j] as number) + (a * b) / rows;
      }
    }
  }
  return Float32Array.from(gram);
}

/** The mean of each column [columns]. */
export function columnMeans({ rows, columns, values }: Matrix): Float32Array {
  const means = new Float64Array(columns);
  for (const [i, value] of values.entries()) {
    means[i % columns] = (means[i % columns] as number) + value / rows;
  }
  return Float32Array.from(means);
}

/** The matrix with each column's mean subtracted [rows, columns]. */
export function centreColumns(matrix: Matrix): Float32Array {
  const means = columnMeans(matrix);
  return matrix.values.map((value, i) => value - (means[i % matrix.columns] as number));
}

/** The matrix with each row multiplied by its factor [rows, columns]. */
export function scaleRows({ columns, values }: Matrix, factors: Float32Array): Float32Array {
  return values.map((value, i) => value * (factors[Math.floor(i / columns)] as number));
}
