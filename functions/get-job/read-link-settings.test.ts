import { expect, it } from 'vitest';
import { readLinkSettings } from './read-link-settings.ts';

const links = JSON.stringify({ origin: 'https://sing.example', keyId: 'K1', keyParameter: '/key' });

function storeWith(parameters: Readonly<Record<string, string>>) {
  return { read: async (name: string) => parameters[name] };
}

it('finds the key that the settings name', async () => {
  const store = storeWith({ '/links': links, '/key': 'PEM' });
  expect(await readLinkSettings('/links', store)).toEqual({
    ...{ origin: 'https://sing.example', keyId: 'K1', privateKey: 'PEM' },
  });
});

it('finds nothing before the distribution exists', async () => {
  expect(await readLinkSettings('/links', storeWith({}))).toBeUndefined();
});

it('throws without the key, and for settings that break their contract', async () => {
  const without = storeWith({ '/links': links });
  await expect(readLinkSettings('/links', without)).rejects.toThrow('There is no parameter /key');
  await expect(readLinkSettings('/links', storeWith({ '/links': '{}' }))).rejects.toThrow();
});
