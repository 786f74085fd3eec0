import { Resolver } from 'node:dns/promises';
import { afterAll, expect, it } from 'vitest';
import { openNameServer } from './name-server.ts';

const server = await openNameServer(0);
afterAll(() => server.close());

it('resolves nothing and records the queries', async () => {
  const resolver = new Resolver();
  resolver.setServers([`127.0.0.1:${server.port}`]);
  await expect(resolver.resolve4('Telemetry.example.com')).rejects.toThrow('ENOTFOUND');
  await expect(resolver.resolve6('b.example')).rejects.toThrow('ENOTFOUND');
  expect(new Set(server.asked)).toEqual(new Set(['telemetry.example.com', 'b.example']));
});
