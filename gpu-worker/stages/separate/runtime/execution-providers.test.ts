import { expect, it } from 'vitest';
import { type Machine, preferredProviders } from './execution-providers.ts';

const machine: Machine = {
  platform: 'linux',
  built: ['cpu', 'webgpu', 'cuda', 'coreml', 'dml'],
  hasNvidiaDriver: false,
  hasGraphicsCard: false,
};

it.each<[string, Partial<Machine>, string]>([
  ['a server', {}, 'cpu'],
  [
    'Linux with an NVIDIA driver',
    { hasNvidiaDriver: true, hasGraphicsCard: true },
    'cuda webgpu cpu',
  ],
  ['Linux with another graphics card', { hasGraphicsCard: true }, 'webgpu cpu'],
  ['a Mac', { platform: 'darwin' }, 'webgpu coreml cpu'],
  ['Windows', { platform: 'win32' }, 'cuda webgpu dml cpu'],
  ['a build for the processor alone', { platform: 'win32', built: ['cpu'] }, 'cpu'],
])('%s', (_name, change, wanted) => {
  expect(preferredProviders({ ...machine, ...change }).join(' ')).toBe(wanted);
});

it('this machine has at least its processor', () => {
  expect(preferredProviders().at(-1)).toBe('cpu');
});
