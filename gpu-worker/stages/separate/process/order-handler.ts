import { MachineFailure } from '@my-pitch/shared/errors';
import { type Logger, pino } from 'pino';
import { machineFailureOf } from '../../../health/classify-machine-failure.ts';
import { loadSeparator } from '../load-separator.ts';
import { oncePerPercent } from '../model/download-model.ts';
import { preferredProviders } from '../runtime/execution-providers.ts';
import type { Separator } from '../separator.ts';
import { type Order, type Report, type SeparatorSettings, serializeError } from './protocol.ts';

interface HandlerOptions {
  /** Sends a report; resolves when it has left this process. */
  readonly send: (report: Report) => Promise<void>;
  /** Tests replace it. */
  readonly load?: typeof loadSeparator;
  readonly openLog?: (settings: SeparatorSettings) => Logger;
}

/** Executes the parent's orders; errors are sent as reports. */
export function createOrderHandler({
  send,
  load = loadSeparator,
  openLog = ({ logLevel, logTo }) =>
    pino({ level: logLevel }, pino.destination({ dest: logTo, sync: true })),
}: HandlerOptions): (order: Order) => Promise<void> {
  let separator: Separator | undefined;

  async function open(settings: SeparatorSettings): Promise<void> {
    const { logLevel, logTo, failedProviders = [], ...options } = settings;
    const log = openLog(settings);
    for (const provider of failedProviders) log.warn({ provider }, 'process died, falling back');
    const providers = options.executionProviders ?? preferredProviders();
    separator = await load({
      ...{ ...options, log },
      executionProviders: providers.filter((name) => !failedProviders.includes(name)),
      onDownload: oncePerPercent((received, total, percent) => {
        void send({ kind: 'downloading', received, total });
        if (percent % 10 === 0) log.info({ received, total }, 'fetching the model');
      }),
      // Awaited: the provider may crash this process before a later report leaves it.
      onOpening: (provider) => send({ kind: 'opening', provider }),
    }).catch((error: unknown) => {
      throw openingFailure(error);
    });
    const { model, provider, engine } = separator;
    await send({ kind: 'opened', model, provider, engine });
  }

  async function execute(order: Order): Promise<void> {
    if (order.kind === 'open') return open(order.settings);
    if (!separator) throw new Error('The model is not open');
    const { mixture, outDir, preset, stems } = order;
    const files = await separator.separate(mixture, outDir, {
      ...{ preset, stems },
      // Never aborted: the parent stops the work by killing this process.
      signal: new AbortController().signal,
      onProgress: (fraction) => void send({ kind: 'progress', fraction }),
    });
    const { provider, engine } = separator;
    await send({ kind: 'separated', stems: files, provider, engine });
  }

  return (order) =>
    execute(order).catch((error: unknown) => send(serializeError(machineFailureOf(error))));
}

/** The fault is `model` (missing or damaged), unless the error shows another one. */
function openingFailure(error: unknown): MachineFailure {
  const failure = machineFailureOf(error);
  if (failure.fault !== 'unknown') return failure;
  return new MachineFailure('model', failure.detail, { cause: error });
}
