import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { assertPortFree, findFreePort, loopback } from './ports.ts';

it.each([loopback, '::1'])(
  'a port that is busy on %s is named, with the ways to change it',
  async (host) => {
    const port = await findFreePort();
    await expect(assertPortFree(port, '--port', 'MY_PITCH_PORT')).resolves.toBeUndefined();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, host, resolve));
    try {
      await expect(assertPortFree(port, '--port', 'MY_PITCH_PORT')).rejects.toThrow(
        new RegExp(`${port}[\\s\\S]*--port[\\s\\S]*MY_PITCH_PORT`),
      );
    } finally {
      server.close();
    }
  },
);
