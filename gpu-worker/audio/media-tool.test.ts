import { text } from 'node:stream/consumers';
import { afterEach, expect, test, vi } from 'vitest';
import { MediaToolTimeout, runMediaTool } from './media-tool.ts';

const { signal } = new AbortController();
const endless = ['-v', 'error', '-re', '-f', 'lavfi', '-i', 'anullsrc', '-f', 'u8', '-'];

afterEach(() => vi.unstubAllEnvs());

test('a missing tool is an error that says what to install', async () => {
  vi.stubEnv('PATH', '/nowhere');
  await expect(
    runMediaTool('ffmpeg', [], { signal, timeoutSeconds: 5, read: text }),
  ).rejects.toThrow(/Install ffmpeg/);
});

test('a failing run tells its exit code and its last words', async () => {
  const run = await runMediaTool('ffmpeg', ['-v', 'error', '-i', 'nowhere.wav'], {
    signal,
    timeoutSeconds: 5,
    read: text,
  });
  expect(run).toMatchObject({ exitCode: 1, output: '' });
  expect(run.messages).toContain('No such file');
});

test('a run that takes too long is killed', async () => {
  await expect(
    runMediaTool('ffmpeg', endless, { signal, timeoutSeconds: 0.3, read: text }),
  ).rejects.toThrow(MediaToolTimeout);
});

test('an aborted run is killed and rejects with the reason', async () => {
  const abort = new AbortController();
  const run = runMediaTool('ffmpeg', endless, {
    signal: abort.signal,
    timeoutSeconds: 60,
    read: text,
  });
  abort.abort(new Error('cancelled'));
  await expect(run).rejects.toThrow('cancelled');
});

test('a reader that has enough ends the run', async () => {
  const { output } = await runMediaTool('ffmpeg', endless, {
    signal,
    timeoutSeconds: 60,
    read: async (stdout) => {
      for await (const chunk of stdout as AsyncIterable<Uint8Array>) return chunk.length;
      return 0;
    },
  });
  expect(output).toBeGreaterThan(0);
});
