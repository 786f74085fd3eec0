import { createServer } from 'node:net';

/** The one interface that anything here listens on. */
export const loopback = '127.0.0.1';

/** @throws {Error} that names the port and how to choose another one. */
export async function assertPortFree(port: number, flag: string, variable: string): Promise<void> {
  try {
    await listenOnce(port);
  } catch (error) {
    throw new Error(
      `Port ${port} is busy: another program listens on it.\nStop that program, or choose another port with ${flag} or ${variable}.`,
      { cause: error },
    );
  }
}

/** A port that nothing listens on at this moment. */
export function findFreePort(): Promise<number> {
  return listenOnce(0);
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, loopback, () => {
      const address = server.address();
      const found = typeof address === 'object' && address ? address.port : port;
      server.close(() => resolve(found));
    });
  });
}
