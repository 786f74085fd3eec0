/**
 * Maximum bipartite matching by augmenting paths (Kuhn 1955).
 *
 * @param hits for each reference, the estimates that it matches.
 * @returns for each reference, its estimate; absent if unmatched.
 */
export function maximumMatching(hits: readonly (readonly number[])[]): Map<number, number> {
  const referenceOf = new Map<number, number>();
  const augment = (reference: number, visited: Set<number>): boolean => {
    for (const estimate of hits[reference] ?? []) {
      if (visited.has(estimate)) continue;
      visited.add(estimate);
      const holder = referenceOf.get(estimate);
      if (holder === undefined || augment(holder, visited)) {
        referenceOf.set(estimate, reference);
        return true;
      }
    }
    return false;
  };
  hits.forEach((_, reference) => {
    augment(reference, new Set());
  });
  return new Map([...referenceOf].map(([estimate, reference]) => [reference, estimate]));
}
