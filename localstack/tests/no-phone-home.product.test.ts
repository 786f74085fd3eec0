import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { foreignFiles, runOffline, whyNotOffline } from '../testing/offline/run-offline.ts';

// A separate state folder, because the product may be running from this one. Ports are always free in
// the isolated network.
const stateDir = mkdtempSync(join(tmpdir(), 'no-phone-home-'));
const ports = ['3000', '4566'];
const script = join(import.meta.dirname, '../testing/offline/start-and-sing.ts');
afterAll(() => rmSync(stateDir, { recursive: true, force: true }));

const reason = whyNotOffline();

describe.skipIf(reason)(`without a network${reason ? ` (${reason})` : ''}`, () => {
  it('npm start serves, separates and transcribes without a DNS query', async () => {
    // In CI the set-up brought no OpenVINO. `CI` itself is not passed on: it would disable telemetry.
    const setUpAsHere: Record<string, string> = process.env.CI ? { OPENVINO: 'without' } : {};
    const env = { MY_PITCH_STATE_DIR: stateDir, ...setUpAsHere };
    const run = await runOffline([process.execPath, script, ...ports], env);
    expect(run.output.match(/^sung: .*score\.json.*$/gm), run.output).toHaveLength(2);
    expect(run).toMatchObject({ exitCode: 0, askedNames: [] });
    expect(foreignFiles(run)).toEqual([]);
    // It deploys a separate stack and may build the pages.
  }, 900_000);
});
