import { describe, expect, it } from 'vitest';
import { runMeasured } from './run-measured.ts';

const holdMemory = (mebibytes: number) =>
  `const held = Buffer.alloc(${mebibytes} * 2 ** 20, 1); setTimeout(() => console.log(held.length), 600);`;

describe.skipIf(process.platform !== 'linux')('runMeasured', () => {
  it('includes the memory of child processes', async () => {
    const outer = `require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(holdMemory(300))}], { stdio: 'inherit' })`;
    const small = await runMeasured(process.execPath, ['-e', holdMemory(1)]);
    const large = await runMeasured(process.execPath, ['-e', outer]);
    expect(large.peakMemoryBytes - small.peakMemoryBytes).toBeGreaterThan(250 * 2 ** 20);
    expect(large.output.trim()).toBe(String(300 * 2 ** 20));
  });

  it('throws with the output of a failing command', async () => {
    const failing = runMeasured(process.execPath, [
      '-e',
      'console.error("no such song"); process.exit(3)',
    ]);
    await expect(failing).rejects.toThrow(/ended with 3[\s\S]*no such song/);
  });
});
