import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { metricNames, productMetrics } from '@my-pitch/shared/product-metrics';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { temporaryFolder } from '../audio/testing/audio-fixtures.ts';
import { openMetrics } from './open-metrics.ts';
import { prometheusName } from './prometheus-metrics.ts';

const panelSchema = z.object({
  title: z.string(),
  targets: z.array(z.object({ expr: z.string() })),
});
const { panels } = z
  .object({ panels: z.array(panelSchema) })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'grafana-dashboard.json'), 'utf8')));
const expressions = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));

const answerSchema = z.object({
  status: z.literal('success'),
  data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }),
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

function isInstalled(): boolean {
  const isFound = spawnSync('prometheus', ['--version']).status === 0;
  if (!isFound) process.stdout.write('Skipped: Debian’s package prometheus is not installed.\n');
  return isFound;
}

it('Grafana’s dashboard shows every metric of the worker, and no other', () => {
  const shown = new Set(
    expressions.flatMap((expr) => expr.match(/my_pitch_\w+/g) ?? []).map(withoutSuffix),
  );
  const recorded = metricNames.filter((name) => productMetrics[name].fromWorker);
  expect([...shown].sort()).toEqual(recorded.map(prometheusName).sort());
});

/** A histogram's series have suffixes. */
function withoutSuffix(series: string): string {
  return series.replace(/_(bucket|sum|count)$/, '');
}

it.skipIf(!isInstalled())(
  'Prometheus reads the worker’s metrics, and has a value for each graph of the dashboard',
  async () => {
    const [metricsPort, port, folder] = [
      await freePort(),
      await freePort(),
      await temporaryFolder(),
    ];
    const env = { METRICS_EMF: false, METRICS_HOST: '127.0.0.1', METRICS_PORT: metricsPort };
    const metrics = await openMetrics(env, pino({ level: 'silent' }));
    const config = join(folder, 'prometheus.yml');
    const scrape = `{ job_name: worker, scrape_interval: 1s, static_configs: [{ targets: ["127.0.0.1:${metricsPort}"] }] }`;
    writeFileSync(config, `scrape_configs: [${scrape}]\n`);
    const prometheus = spawn(
      'prometheus',
      [
        `--config.file=${config}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
      ],
      { stdio: 'ignore' },
    );
    try {
      const ask = async (expr: string) => {
        const query = new URLSearchParams({ query: expr });
        const answer = await fetch(`http://127.0.0.1:${port}/api/v1/query?${query}`);
        return answerSchema.parse(await answer.json()).data.result.map(({ value }) => value[1]);
      };
      const until = async (expr: string) => {
        for (;;) {
          const values = await ask(expr).catch(() => []);
          if (values.length > 0) return values;
          await sleep(200);
        }
      };
      // An increase is visible only if the counter was read before.
      await until('my_pitch_cpu_fallbacks_total');
      metrics.record('SongsCompleted', 1, { Preset: 'fast', Provider: 'cpu' });
      metrics.record('SongsFailed', 1, { FailureCode: 'no-audio' });
      metrics.record('CpuFallbacks', 1, {});
      const seconds = ['WaitingSeconds', 'UploadToScoreSeconds'] as const;
      // Two values: a rate needs a series that has begun.
      for (const value of [5, 7]) {
        metrics.record('StageSeconds', value, { Stage: 'separate' });
        for (const name of seconds) metrics.record(name, value, {});
        await until(`my_pitch_waiting_seconds_sum >= ${value}`);
      }
      expect(await until('my_pitch_songs_failed_total{failure_code="no-audio"}')).toEqual(['1']);
      for (const expr of expressions) {
        expect([expr, await until(expr)]).toEqual([
          expr,
          expect.arrayContaining([expect.stringMatching(/./)]),
        ]);
      }
      expect(await ask('my_pitch_stage_seconds_sum{stage="separate"}')).toEqual(['12']);
    } finally {
      prometheus.kill();
      await once(prometheus, 'exit');
    }
  },
  180_000,
);
