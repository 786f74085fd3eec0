import { connect, createServer } from 'node:net';

/** The only interface on which the product listens. */
export const loopback = '127.0.0.1';

const connectWithinMs = 1000;

/**
 * Checks that a port is free on both addresses of "localhost": browsers try IPv6 first and would show
 * another program's page.
 * @throws {Error} naming the port and the option to choose another one.
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

/** Whether a program accepts connections. Trying to listen instead would fail on machines without IPv6. */
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

/** This port if it is free, or another one that is. */
export async function freePortNear(preferred: number): Promise<number> {
  return (await isTaken(preferred)) ? findFreePort() : preferred;
}

/** A port that is currently free. */
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
