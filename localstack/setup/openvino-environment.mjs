import { existsSync, readFileSync } from 'node:fs';
import { installPythonEnvironment } from './python-environment.mjs';
import { SetupProblem } from './step.mjs';

const cpuInfo = '/proc/cpuinfo';
/** As in gpu-worker/stages/separate/runtime/choose-engine.ts, which the user's Node may be too old to load. */
const bfloat16Flag = /^flags\s*:.*\b(amx_bf16|avx512_bf16)\b/m;

/**
 * Whether OpenVINO is worth its 180 MB here: on processors that multiply bfloat16.
 * @param {string} platform
 * @param {string} cpuDescription the contents of /proc/cpuinfo
 */
export function isOpenvinoUseful(
  platform = process.platform,
  cpuDescription = existsSync(cpuInfo) ? readFileSync(cpuInfo, 'utf8') : '',
) {
  return platform === 'linux' && bfloat16Flag.test(cpuDescription);
}

/**
 * Whether the environment lets the set-up bring OpenVINO: not in CI, and not with `OPENVINO=without`, as for the image.
 * @param {Readonly<Record<string, string | undefined>>} environment
 */
export function isOpenvinoWanted({ CI, OPENVINO } = process.env) {
  return !CI && OPENVINO !== 'without';
}

/** Installs OpenVINO where it is useful and wanted. Songs are separated without it too, so a failure is only reported. */
export async function installOpenvino() {
  if (!isOpenvinoWanted() || !isOpenvinoUseful()) return;
  try {
    await installPythonEnvironment('openvino');
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    console.error(`Songs are separated without OpenVINO, which takes longer: ${error.message}`);
  }
}
