import { createOrderHandler } from './order-handler.ts';
import type { Order } from './protocol.ts';

// The program of the child process: follows orders until its parent disconnects.
const handle = createOrderHandler({
  send: (report) =>
    new Promise((resolve) => {
      if (!process.send) return resolve();
      process.send(report, undefined, undefined, () => resolve());
    }),
});
process.on('message', (order: Order) => void handle(order));
process.on('disconnect', () => process.exit());
// Ctrl-C is sent to the child too, but the parent decides when to end it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
