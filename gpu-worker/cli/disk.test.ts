import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf } from '@my-pitch/shared/node/process-identity';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../audio/testing/audio-fixtures.ts';

const program = join(import.meta.dirname, 'transcribe.ts');
const canMount = spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;

it.skipIf(!canMount)(
  'reports a full disk with its own code and text (needs root on Linux)',
  async () => {
    const folder = await temporaryFolder();
    const [song, small] = [join(folder, 'song.wav'), join(folder, 'small')];
    mkdirSync(small);
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'sine=d=5', song]);
    const mount = 'mount -t tmpfs -o size=500k tmpfs "$TMPDIR" && exec "$0" "$@"';
    const command = [process.execPath, program, song, '--no-separation', '--json'];
    const { status, stdout, stderr } = spawnSync('unshare', ['-m', 'sh', '-c', mount, ...command], {
      env: { ...process.env, TMPDIR: small, INIT_CWD: folder },
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(JSON.parse(stdout).error.code).toBe('disk-full');
    expect(stderr).toContain('not enough disk space');
  },
);

it('removes the folder of a killed run and its own', async () => {
  const folder = await temporaryFolder();
  const leftover = join(folder, 'my-pitch-song-killed');
  mkdirSync(leftover);
  // Process ids are below 2^22 (man 5 proc).
  writeFileSync(join(leftover, 'lock.json'), JSON.stringify({ ...identityOf(), pid: 2 ** 22 + 1 }));
  writeFileSync(join(leftover, 'decoded.f32'), 'la la la');
  const { status } = spawnSync(process.execPath, [program, program], {
    env: { ...process.env, TMPDIR: folder, INIT_CWD: folder },
  });
  expect(status).toBe(3);
  expect(readdirSync(folder)).toEqual([]);
});
