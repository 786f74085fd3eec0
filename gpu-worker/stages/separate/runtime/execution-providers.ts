import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { processorFlags } from '../../../htdemucs-rewrites/processor-flags.ts';
import { listSupportedBackends } from '../../../onnx-runtime/onnx-runtime.ts';
import { chooseOpenvino, type OpenvinoChoice } from './choose-engine.ts';
import { findOpenvinoLibrary } from './find-openvino.ts';

/** What determines which execution providers are worth trying. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** The providers that ONNX Runtime was built with. */
  readonly built: readonly string[];
  readonly hasNvidiaDriver: boolean;
  readonly hasGraphicsCard: boolean;
  readonly openvino: Pick<OpenvinoChoice, 'isPreferred'>;
}

/**
 * The execution providers to try, best first; `cpu` is always the last. ONNX Runtime reports what it was
 * built with, not what works. On Linux, its WebGPU also runs on software renderers, far slower than the
 * CPU, so it is tried only if the machine has a real GPU. `openvino` is another engine, for the processor.
 */
export function preferredProviders(machine: Machine = thisMachine()): readonly string[] {
  const gpus = gpuProviders(machine).filter((name) => machine.built.includes(name));
  return [...gpus, ...(machine.openvino.isPreferred ? ['openvino'] : []), 'cpu'];
}

function gpuProviders({ platform, ...machine }: Machine): readonly string[] {
  if (platform === 'darwin') return ['webgpu', 'coreml'];
  if (platform === 'win32') return ['cuda', 'webgpu', 'dml'];
  if (machine.hasNvidiaDriver) return ['cuda', 'webgpu'];
  return machine.hasGraphicsCard ? ['webgpu'] : [];
}

/**
 * Looks at this machine.
 * @param root the folder of the system's `dev` and `sys`; tests use another.
 */
export function thisMachine(root = ''): Machine {
  return {
    platform: process.platform,
    built: listSupportedBackends().map(({ name }) => name),
    // Linux within Windows (WSL) has its own device.
    hasNvidiaDriver: existsSync(`${root}/dev/nvidiactl`) || existsSync(`${root}/dev/dxg`),
    hasGraphicsCard: hasGraphicsCard(`${root}/sys/class/drm`),
    openvino: openvinoHere(),
  };
}

/** How OpenVINO would compute on this machine. */
export function openvinoHere(): OpenvinoChoice {
  return chooseOpenvino(findOpenvinoLibrary(), processorFlags());
}

/** PCI vendor ids of GPUs: AMD, NVIDIA, Intel. Virtual display adapters have others. */
const gpuVendors: ReadonlySet<string> = new Set(['0x1002', '0x10de', '0x8086']);

/**
 * Whether Linux lists a render device of a GPU vendor.
 * @param cards the folder of the kernel's graphics devices.
 */
export function hasGraphicsCard(cards: string): boolean {
  if (!existsSync(cards)) return false;
  return readdirSync(cards)
    .filter((name) => name.startsWith('renderD'))
    .map((name) => `${cards}/${name}/device/vendor`)
    .some((path) => existsSync(path) && gpuVendors.has(readFileSync(path, 'utf8').trim()));
}
