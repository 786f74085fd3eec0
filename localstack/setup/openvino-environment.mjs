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

/** Installs OpenVINO where it is useful. Songs are separated without it too, so a failure is only reported. */
export async function installOpenvino() {
  if (process.env.CI || !isOpenvinoUseful()) return;
  try {
    await installPythonEnvironment('openvino');
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    console.error(`Songs are separated without OpenVINO, which takes longer: ${error.message}`);
  }
}
