import { afterEach, expect, it, vi } from 'vitest';
import { facts } from '../scale/testing/fake-scaler.ts';
import { createMachineMetrics, createScalingMetrics } from './scaling-metrics.ts';

afterEach(() => vi.restoreAllMocks());

const none = { ...facts, running: 0, pending: 0, pendingSeconds: 0, busy: 0 };
const noGpu = { ...none, maxWorkers: 0 };
const idle = { waiting: 0, inFlight: 0, idleSeconds: { cpu: 0, gpu: 0 }, cpu: none, gpu: noGpu };

/** The lines that are written for one decision. */
function linesOf(input: Parameters<ReturnType<typeof createScalingMetrics>>[0], cpu: number) {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const publish = createScalingMetrics('MyPitch');
  publish(input, { cpu, gpu: 0, reason: 'one song waits' });
  return write.mock.calls.map(([line]) => JSON.parse(String(line)));
}

it('publishes what it saw and decided as metrics of the stack', () => {
  const cpu = { ...none, running: 1, pending: 1, busy: 1 };
  const [line] = linesOf({ ...idle, waiting: 2, inFlight: 1, cpu }, 3);
  expect(line).toMatchObject({
    ...{ service: 'scale', reason: 'one song waits' },
    ...{ SongsWaiting: 2, SongsInFlight: 1, SongsWithoutWorker: 0 },
    ...{ CpuRunning: 1, CpuPending: 1, CpuBusy: 1, CpuDesired: 3 },
  });
  const [published] = line._aws.CloudWatchMetrics;
  expect(published).toMatchObject({ Namespace: 'MyPitch', Dimensions: [['service']] });
  const names = published.Metrics.map(({ Name }: { Name: string }) => Name);
  expect(names).toContain('SongsWithoutWorker');
  expect(names.filter((name: string) => name.startsWith('Gpu'))).toEqual([]);
});

it('counts songs without a worker', () => {
  const [line] = linesOf({ ...idle, waiting: 2, cpu: { ...none, pending: 1 } }, 1);
  expect(line).toMatchObject({ SongsWithoutWorker: 2 });
});

it('publishes nothing while there are neither songs nor workers: metrics cost money', () => {
  expect(linesOf(idle, 0)).toEqual([]);
});

it('publishes how many GPU machines there are and how many it ended', () => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const publish = createMachineMetrics('MyPitch');
  const released = { ended: ['arn:1'], drainedNow: 0, errors: [] };
  publish({ ...released, listed: 3, endedNow: 1 });
  publish({ ...released, listed: 0, endedNow: 0 });
  const lines = write.mock.calls.map(([line]) => JSON.parse(String(line)));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ service: 'scale', GpuMachines: 3, GpuMachinesEnded: 1 });
});
