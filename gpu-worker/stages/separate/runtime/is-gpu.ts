const processorProviders: ReadonlySet<string> = new Set(['cpu', 'openvino']);

/**
 * Whether an execution provider computes on a GPU.
 * @param provider `cpu`, `openvino`, `cuda`, …
 */
export function isGpu(provider: string): boolean {
  return !processorProviders.has(provider);
}
