import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MachineFault } from '@my-pitch/shared/errors';
import type { Order, Report } from '../protocol.ts';

// A separation process without a network: the mixture's path says what it does.
let provider = 'cuda';

async function answer(order: Order): Promise<Report> {
  if (order.kind === 'open') {
    const { executionProviders, failedProviders = [], modelSource } = order.settings;
    provider = executionProviders?.find((name) => !failedProviders.includes(name)) ?? provider;
    process.send?.({ kind: 'opening', provider });
    if (provider.startsWith('broken') || modelSource === 'broken') process.exit(139);
    const isMissing = modelSource?.endsWith('.json') && !existsSync(modelSource);
    return modelSource === 'missing' || isMissing
      ? failed('model', 'no model at missing')
      : { kind: 'opened', model: `by ${process.pid}`, provider, engine: engineOn(provider) };
  }
  const { mixture } = order;
  if (mixture.path === 'fails') return failed('out-of-memory', 'bad_alloc');
  process.send?.({ kind: 'progress', fraction: 0.5 });
  if (mixture.path === 'crashes everywhere') process.exit(139);
  if (mixture.path === 'is slow') {
    await sleep(200);
    process.send?.({ kind: 'progress', fraction: 0.7 });
    await sleep(200);
  }
  if (mixture.path === 'crashes the driver' && provider !== 'cpu') process.exit(139);
  if (mixture.path === 'is killed') process.kill(process.pid, 'SIGKILL');
  if (mixture.path === 'takes forever') {
    // Blocks the thread, as the network does.
    for (;;);
  }
  const stems = { vocals: mixture, accompaniment: mixture };
  const used = mixture.path === 'loses the GPU' ? 'cpu' : provider;
  return { kind: 'separated', stems, provider: used, engine: engineOn(used) };
}

function engineOn(name: string): string {
  return `an engine on ${name}`;
}

function failed(fault: MachineFault, message: string): Report {
  return { kind: 'failed', fault, message, stack: undefined };
}

process.on('message', async (order: Order) => process.send?.(await answer(order)));
