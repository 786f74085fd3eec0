import { expect, it } from 'vitest';
import { processorFlags } from '../../gpu-worker/htdemucs-rewrites/processor-flags.ts';
import {
  chooseOpenvino,
  type OpenvinoChoice,
} from '../../gpu-worker/stages/separate/runtime/choose-engine.ts';
import { isOpenvinoUseful, isOpenvinoWanted } from './openvino-environment.mjs';

/** What the worker chooses when the library is installed. */
function chosen(cpuDescription: string): OpenvinoChoice {
  return chooseOpenvino('/lib/libopenvino_c.so', processorFlags(cpuDescription));
}

it.each([
  ['AMX', 'model\t: 143\nflags\t\t: fpu avx512f amx_bf16 amx_tile\n', true],
  ['AVX-512 with bfloat16', 'flags\t\t: fpu avx512f avx512_bf16\n', true],
  ['AVX-512 without', 'flags\t\t: fpu avx512f avx512_vnni\n', false],
  ['a flag of another name', 'flags\t\t: fpu no_avx512_bf16x\n', false],
  ['ARM', 'Features\t: fp asimd bf16\n', false],
])(
  'the set-up brings OpenVINO for %s exactly if the worker would use it',
  (_name, cpu, isUseful) => {
    expect(isOpenvinoUseful('linux', cpu)).toBe(isUseful);
    expect(chosen(cpu).isPreferred).toBe(isUseful);
  },
);

it('the set-up brings no OpenVINO outside Linux', () => {
  expect(isOpenvinoUseful('darwin', 'flags\t\t: avx512_bf16\n')).toBe(false);
});

it.each([
  [{}, true],
  [{ OPENVINO: 'with' }, true],
  [{ OPENVINO: 'without' }, false],
  [{ CI: 'true' }, false],
])('the environment %o lets the set-up bring OpenVINO: %s', (environment, isWanted) => {
  expect(isOpenvinoWanted(environment)).toBe(isWanted);
});
