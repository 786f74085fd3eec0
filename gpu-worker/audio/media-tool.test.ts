import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { MediaToolBroke, MediaToolTimeout, runMediaTool, shortText } from './media-tool.ts';
import { memoryBytes } from './process-limits.ts';
import { temporaryFolder } from './testing/audio-fixtures.ts';
import { childProcesses, librariesBytes, watchPeak } from './testing/child-processes.ts';

const { signal } = new AbortController();
const endless = ['-v', 'error', '-re', '-f', 'lavfi', '-i', 'anullsrc', '-f', 'u8', '-'];
const limits = { signal, timeoutSeconds: 60, processorSeconds: 60, fileBytes: 0 };

/** A folder with links to these tools of the machine. */
async function folderWith(tools: readonly string[]): Promise<string> {
  const folder = await temporaryFolder();
  for (const tool of tools) symlinkSync(join('/usr/bin', tool), join(folder, tool));
  return folder;
}

async function discard(stdout: Readable): Promise<void> {
  for await (const _ of stdout);
}

afterEach(() => vi.unstubAllEnvs());

it('names what to install if a tool is missing', async () => {
  vi.stubEnv('PATH', '/nowhere');
  await expect(runMediaTool('ffmpeg', [], { ...limits, read: text })).rejects.toThrow(
    /Install ffmpeg/,
  );
});

it('returns the exit code and the messages of a failed run', async () => {
  const run = await runMediaTool('ffmpeg', ['-v', 'error', '-i', 'nowhere.wav'], {
    ...limits,
    read: text,
  });
  expect(run).toMatchObject({ exitCode: 1, output: '' });
  expect(run.messages).toContain('No such file');
});

it('kills a run that takes too long', async () => {
  await expect(
    runMediaTool('ffmpeg', endless, { ...limits, timeoutSeconds: 0.3, read: text }),
  ).rejects.toThrow(MediaToolTimeout);
});

it('kills an aborted run and rejects with the reason', async () => {
  const abort = new AbortController();
  const run = runMediaTool('ffmpeg', endless, { ...limits, signal: abort.signal, read: text });
  abort.abort(new Error('cancelled'));
  await expect(run).rejects.toThrow('cancelled');
});

it('ends the run when the reader returns early', async () => {
  const { output } = await runMediaTool('ffmpeg', endless, {
    ...limits,
    read: async (stdout) => {
      for await (const chunk of stdout as AsyncIterable<Uint8Array>) return chunk.length;
      return 0;
    },
  });
  expect(output).toBeGreaterThan(0);
});

it('kills a run that stalls', async () => {
  // This pipe has no writer.
  const pipe = join(await temporaryFolder(), 'pipe');
  execFileSync('mkfifo', [pipe]);
  const waiting = ['-v', 'error', '-f', 'u8', '-i', pipe, '-f', 'u8', '-'];
  const run = runMediaTool('ffmpeg', waiting, { ...limits, stallSeconds: 1, read: text });
  await expect(run).rejects.toThrow('ffmpeg stood still for 1 s');
});

it('truncates a long text and ends the run', async () => {
  const { output } = await runMediaTool('ffmpeg', endless, { ...limits, read: shortText(100) });
  expect(output.length).toBe(100);
});

describe.skipIf(!existsSync('/usr/bin/prlimit'))('with prlimit', () => {
  const fast = endless.filter((argument) => argument !== '-re');

  it('names what to install if a tool is missing', async () => {
    vi.stubEnv('PATH', await folderWith(['prlimit']));
    await expect(runMediaTool('ffmpeg', [], { ...limits, read: text })).rejects.toThrow(
      /Install ffmpeg/,
    );
  });

  it('runs the tool as its own child, and does not blame the file if the kernel kills it', async () => {
    const run = runMediaTool('ffmpeg', endless, {
      ...limits,
      read: async (stdout) => {
        stdout.once('data', () => {
          const children = childProcesses().filter(({ name }) => name === 'ffmpeg');
          expect(children).toHaveLength(1);
          for (const { pid } of children) process.kill(pid, 'SIGKILL');
        });
        return discard(stdout);
      },
    });
    await expect(run).rejects.toThrow('out of memory');
    await expect(run).rejects.not.toThrow(MediaToolBroke);
  });

  it('fails if a run uses up its processor time', async () => {
    const run = runMediaTool('ffmpeg', fast, { ...limits, processorSeconds: 1, read: discard });
    await expect(run).rejects.toThrow(MediaToolBroke);
    await expect(run).rejects.toThrow('ffmpeg took over 1 s of processor time');
  });

  it('fails if a run writes a file over the limit', async () => {
    const out = join(await temporaryFolder(), 'a.wav');
    const args = ['-v', 'error', '-f', 'lavfi', '-t', '10', '-i', 'anullsrc', out];
    await expect(
      runMediaTool('ffmpeg', args, { ...limits, fileBytes: 100_000, read: discard }),
    ).rejects.toThrow(MediaToolBroke);
    expect(readFileSync(out).length).toBeLessThanOrEqual(100_000);
  });

  it('refuses memory over the limit', async () => {
    const upsampling = 'aresample=44100:resampler=soxr:precision=28';
    const source = ['-f', 'lavfi', '-t', '100', '-i', 'aevalsrc=0.1:s=4'];
    const args = ['-v', 'error', ...source, '-af', upsampling, '-f', 'f32le', '-'];
    const peak = watchPeak();
    const { output } = await runMediaTool('ffmpeg', args, { ...limits, read: shortText(1000) });
    expect(output).toBe('');
    expect(peak.stop()).toBeLessThan(memoryBytes + librariesBytes);
  });
});

it('runs tools without prlimit', async () => {
  vi.stubEnv('PATH', await folderWith(['ffmpeg']));
  const run = await runMediaTool('ffmpeg', ['-version'], { ...limits, read: shortText(14) });
  expect(run.output).toBe('ffmpeg version');
});
