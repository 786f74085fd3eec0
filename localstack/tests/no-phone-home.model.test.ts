import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { npmBinary } from '../paths.ts';
import { tune } from '../testing/melody.ts';
import { foreignFiles, runOffline, whyNotOffline } from '../testing/offline/run-offline.ts';
import { synthesiseSong, synthesiseVoice } from '../testing/synthesise-song.ts';

const folder = mkdtempSync(join(tmpdir(), 'no-phone-home-'));
const [voice, song] = [join(folder, 'voice.wav'), join(folder, 'song.wav')];
writeFileSync(voice, synthesiseVoice());
writeFileSync(song, synthesiseSong(tune.slice(0, 5)));
afterAll(() => rmSync(folder, { recursive: true }));

const reason = whyNotOffline();

describe.skipIf(reason)(`without a network${reason ? ` (${reason})` : ''}`, () => {
  it('detects a program that makes a DNS query', async () => {
    const lookUp = `require('node:dns').lookup('telemetry.example.com', () => undefined)`;
    const run = await runOffline([npmBinary('node'), '-e', lookUp]);
    expect(run).toMatchObject({ exitCode: 0, askedNames: ['telemetry.example.com'] });
  });

  it.each([
    ['a voice', [voice, '--no-separation']],
    ['a song, by the separation network', [song]],
  ])('npm run transcribe writes %s without a DNS query', async (_, args) => {
    const out = ['--out', join(folder, 'out')];
    const run = await runOffline(['npm', 'run', 'transcribe', '--', ...args, ...out]);
    expect(run).toMatchObject({ exitCode: 0, askedNames: [] });
    expect(foreignFiles(run)).toEqual([]);
  });
});
