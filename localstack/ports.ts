import { connect, createServer } from 'node:net';

/** The one interface that anything here listens on. */
export const loopback = '127.0.0.1';

const connectWithinMs = 1000;

/**
 * Checks that nothing listens on a port, under either address of "localhost": a browser asks the
 * IPv6 one first, and would show the other program's page.
 * @throws {Error} that names the port and how to choose another one.
 */
export async function assertPortFree(port: number, flag: string, variable: string): Promise<void> {
  const isBusy = (await isTaken(port)) || (await answers(port, '::1'));
  if (!isBusy) return;
  throw new Error(
    `Port ${port} is busy: another program listens on it.\nStop that program, or choose another port with ${flag} or ${variable}.`,
  );
}

function isTaken(port: number): Promise<boolean> {
  return listenOnce(port).then(
    () => false,
    () => true,
  );
}

/** Whether a program accepts connections; not whether we may listen, for many machines have no IPv6. */
function answers(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: connectWithinMs });
    const settle = (isAnswering: boolean) => {
      socket.destroy();
      resolve(isAnswering);
    };
    socket.once('connect', () => settle(true));
    socket.once('timeout', () => settle(false));
    socket.once('error', () => settle(false));
  });
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
