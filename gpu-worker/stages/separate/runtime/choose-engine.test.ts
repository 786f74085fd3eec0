import { expect, it } from 'vitest';
import { chooseOpenvino, engineNameOf } from './choose-engine.ts';

const library = '/lib/libopenvino_c.so';

it.each([
  ['AMX', ['avx2', 'amx_bf16'], 'bfloat16', true, 'amx_bf16'],
  ['AVX-512', ['avx2', 'avx512_bf16'], 'bfloat16', true, 'avx512_bf16'],
  ['AVX2', ['avx2'], 'float32', false, 'no amx_bf16 or avx512_bf16'],
  ['nothing known', [], 'float32', false, 'no amx_bf16'],
] as const)('on a processor with %s', (_name, flags, precision, isPreferred, why) => {
  const choice = chooseOpenvino(library, flags);
  expect(choice).toMatchObject({ libraryPath: library, precision, isPreferred });
  expect(choice.why).toContain(why);
});

it('is not preferred without its library', () => {
  const choice = chooseOpenvino(undefined, ['amx_bf16']);
  expect(choice.isPreferred).toBe(false);
  expect(choice.why).toContain('not installed');
});

it.each([
  ['openvino', 'openvino bfloat16'],
  ['cpu', 'onnxruntime-node int8'],
  ['cuda', 'onnxruntime-node cuda float32'],
])('names what computes on %s', (provider, name) => {
  const variant = { precision: 'int8', voiceOnly: true } as const;
  expect(engineNameOf(provider, variant, { precision: 'bfloat16' })).toBe(name);
});
