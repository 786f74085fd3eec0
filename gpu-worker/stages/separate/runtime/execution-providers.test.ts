import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../audio/testing/audio-fixtures.ts';
import {
  hasGraphicsCard,
  type Machine,
  preferredProviders,
  thisMachine,
} from './execution-providers.ts';

const server: Machine = {
  platform: 'linux',
  built: ['cpu', 'webgpu', 'cuda', 'coreml', 'dml'],
  hasNvidiaDriver: false,
  hasGraphicsCard: false,
  openvino: { isPreferred: false },
};

describe('preferredProviders', () => {
  it.each<[string, Partial<Machine>, string]>([
    ['a server without a GPU', {}, 'cpu'],
    ['Linux with an NVIDIA driver', { hasNvidiaDriver: true }, 'cuda webgpu cpu'],
    ['Linux with another graphics card', { hasGraphicsCard: true }, 'webgpu cpu'],
    ['a processor for OpenVINO', { openvino: { isPreferred: true } }, 'openvino cpu'],
    [
      'a GPU beside such a processor',
      { hasNvidiaDriver: true, openvino: { isPreferred: true } },
      'cuda webgpu openvino cpu',
    ],
    ['a Mac', { platform: 'darwin' }, 'webgpu coreml cpu'],
    ['Windows', { platform: 'win32' }, 'cuda webgpu dml cpu'],
    ['a CPU-only build of ONNX Runtime', { platform: 'win32', built: ['cpu'] }, 'cpu'],
  ])('for %s', (_name, change, expected) => {
    expect(preferredProviders({ ...server, ...change }).join(' ')).toBe(expected);
  });

  it('ends with the CPU on this machine', () => {
    expect(preferredProviders().at(-1)).toBe('cpu');
  });
});

describe('thisMachine', () => {
  /** A system with one device file. */
  async function systemWith(device: string, content = ''): Promise<Machine> {
    const root = await temporaryFolder();
    mkdirSync(join(root, dirname(device)), { recursive: true });
    writeFileSync(join(root, device), content);
    return thisMachine(root);
  }

  it.each([
    ['the control device of NVIDIA', 'dev/nvidiactl', '', [true, false]],
    ['the GPU of Linux within Windows', 'dev/dxg', '', [true, false]],
    ['a graphics card', 'sys/class/drm/renderD128/device/vendor', '0x1002', [false, true]],
    ['another device', 'dev/null', '', [false, false]],
  ])('knows %s', async (_name, device, content, expected) => {
    const { hasNvidiaDriver, hasGraphicsCard } = await systemWith(device, content);
    expect([hasNvidiaDriver, hasGraphicsCard]).toEqual(expected);
  });

  it('lists what ONNX Runtime was built with', async () => {
    const { built, platform } = await systemWith('dev/null');
    expect(built).toContain('cpu');
    expect(platform).toBe(process.platform);
  });
});

describe('hasGraphicsCard', () => {
  async function cardsOf(vendors: Readonly<Record<string, string>>): Promise<string> {
    const folder = await temporaryFolder();
    mkdirSync(join(folder, 'renderD200'));
    for (const [device, vendor] of Object.entries(vendors)) {
      mkdirSync(join(folder, device, 'device'), { recursive: true });
      writeFileSync(join(folder, device, 'device/vendor'), `${vendor}\n`);
    }
    return folder;
  }

  it.each([
    ['AMD', { renderD128: '0x1002' }, true],
    ['NVIDIA', { renderD128: '0x10de' }, true],
    ['Intel beside a virtual adapter', { renderD128: '0x1af4', renderD129: '0x8086' }, true],
    ['a virtual adapter (virtio)', { renderD128: '0x1af4' }, false],
    ['a card without a render device', { card0: '0x10de' }, false],
    ['no card', {}, false],
  ])('%s', async (_name, vendors, expected) => {
    expect(hasGraphicsCard(await cardsOf(vendors as Record<string, string>))).toBe(expected);
  });

  it('is false without the kernel’s list of devices', async () => {
    expect(hasGraphicsCard(join(await temporaryFolder(), 'none'))).toBe(false);
  });
});
