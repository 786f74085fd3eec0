import { jobOptionsSchema } from '@my-pitch/shared/job';
import { afterEach, expect, it, vi } from 'vitest';
import { acting, renderHook, stubWindow } from '../../lib/testing/render-hook.ts';
import { useUploadOptions } from './use-upload-options.ts';

const defaults = jobOptionsSchema.parse({});

function openPage(stored?: string) {
  stubWindow();
  const values = new Map(stored === undefined ? [] : [['my-pitch.options', stored]]);
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => values.set(key, value),
  });
  return values;
}

afterEach(() => vi.unstubAllGlobals());

it.each([
  [undefined, defaults],
  ['{"preset":"best","stems":"four"}', { ...defaults, preset: 'best', stems: 'four' }],
  ['{"preset":"worst"}', defaults],
  ['nonsense', defaults],
])('%s is read as options', async (stored, options) => {
  openPage(stored);
  expect((await renderHook(useUploadOptions)).current.options).toEqual(options);
});

it('keeps every option except the content of a song', async () => {
  const values = openPage();
  const hook = await renderHook(useUploadOptions);
  const changed = { ...defaults, content: 'voice', lossless: true } as const;
  await acting(() => hook.current.setOptions(changed));
  expect(hook.current.options).toEqual(changed);
  expect(JSON.parse(values.get('my-pitch.options') ?? '')).toEqual({
    lossless: true,
    preset: 'balanced',
    stems: 'two',
  });
});
