import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { listSupportedBackends } from '../../../onnx-runtime/onnx-runtime.ts';

/** What decides which providers are worth trying. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** The providers that ONNX Runtime was built with. */
  readonly built: readonly string[];
  readonly hasNvidiaDriver: boolean;
  readonly hasGraphicsCard: boolean;
}

/**
 * The execution providers to try on a machine, best first; `cpu` is always the last.
 * ONNX Runtime says what it was built with, not what works: on Linux its WebGPU also runs, far
 * slower than the processor, on drivers that only imitate a GPU, so a real one must be seen first.
 */
export function preferredProviders(machine: Machine = thisMachine()): readonly string[] {
  return [...gpuProviders(machine).filter((name) => machine.built.includes(name)), 'cpu'];
}

function gpuProviders({ platform, ...machine }: Machine): readonly string[] {
  if (platform === 'darwin') return ['webgpu', 'coreml'];
  if (platform === 'win32') return ['cuda', 'webgpu', 'dml'];
  if (machine.hasNvidiaDriver) return ['cuda', 'webgpu'];
  return machine.hasGraphicsCard ? ['webgpu'] : [];
}

function thisMachine(): Machine {
  return {
    platform: process.platform,
    built: listSupportedBackends().map(({ name }) => name),
    hasNvidiaDriver: existsSync('/dev/nvidiactl') || existsSync('/dev/dxg'),
    hasGraphicsCard: hasGraphicsCard(),
  };
}

/** PCI vendors of graphics hardware: AMD, NVIDIA, Intel; virtual adapters have others. */
const gpuVendors: ReadonlySet<string> = new Set(['0x1002', '0x10de', '0x8086']);

function hasGraphicsCard(): boolean {
  const cards = '/sys/class/drm';
  if (!existsSync(cards)) return false;
  return readdirSync(cards)
    .filter((name) => name.startsWith('renderD'))
    .map((name) => `${cards}/${name}/device/vendor`)
    .some((path) => existsSync(path) && gpuVendors.has(readFileSync(path, 'utf8').trim()));
}
