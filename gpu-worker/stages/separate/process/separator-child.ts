import { MachineFailure } from '@my-pitch/shared/errors';
import { type Logger, pino } from 'pino';
import { machineFailureOf } from '../../../health/classify-machine-failure.ts';
import { loadSeparator } from '../load-separator.ts';
import type { OnDownload } from '../model/download-model.ts';
import { preferredProviders } from '../runtime/execution-providers.ts';
import type { Separator } from '../separator.ts';
import type { Order, Report } from './protocol.ts';

let separator: Separator | undefined;

async function follow(order: Order): Promise<void> {
  if (order.kind === 'open') {
    const { logLevel, logTo, diedOn = [], ...options } = order.settings;
    const log = pino({ level: logLevel }, pino.destination({ dest: logTo, sync: true }));
    for (const provider of diedOn) log.warn({ provider }, 'process died, falling back');
    const providers = options.executionProviders ?? preferredProviders();
    separator = await loadSeparator({
      ...{ ...options, log, onDownload: inPercents(log) },
      executionProviders: providers.filter((name) => !diedOn.includes(name)),
      onOpening: (provider) => sent({ kind: 'opening', provider }),
    }).catch((error: unknown) => {
      throw cannotOpen(error);
    });
    return send({ kind: 'opened', model: separator.model, provider: separator.provider });
  }
  if (!separator) throw new Error('The model is not open');
  const { mixture, outDir, preset, stems } = order;
  const files = await separator.separate(mixture, outDir, {
    preset,
    stems,
    // Stopping is the end of this process: it needs no segment to be finished.
    signal: new AbortController().signal,
    onProgress: (fraction) => send({ kind: 'progress', fraction }),
  });
  send({ kind: 'separated', stems: files, provider: separator.provider });
}

/** A model that does not open is lost or broken, unless the error says that something else is. */
function cannotOpen(error: unknown): MachineFailure {
  const failure = machineFailureOf(error);
  if (failure.fault !== 'unknown') return failure;
  return new MachineFailure('model', failure.detail, { cause: error });
}

/** Tells, and logs, each percent of a download rather than each of its thousands of pieces. */
function inPercents(log: Logger): OnDownload {
  let told = -1;
  return (received, total) => {
    const percent = Math.floor((100 * received) / (total ?? Number.POSITIVE_INFINITY));
    if (percent === told) return;
    told = percent;
    send({ kind: 'downloading', received, total });
    if (percent % 10 === 0) log.info({ received, total }, 'fetching the model');
  };
}

function send(report: Report): void {
  process.send?.(report);
}

/** Sends a report and waits until it is on its way, so that a crash cannot keep it back. */
function sent(report: Report): Promise<void> {
  return new Promise((resolve) => {
    if (!process.send) return resolve();
    process.send(report, undefined, undefined, () => resolve());
  });
}

process.on('message', (order: Order) => {
  follow(order).catch((error: unknown) => {
    const { fault, detail: message, stack } = machineFailureOf(error);
    send({ kind: 'failed', fault, message, stack });
  });
});
// It lives exactly as long as its parent wants: Ctrl-C reaches it too, and is the parent's to answer.
process.on('disconnect', () => process.exit());
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
