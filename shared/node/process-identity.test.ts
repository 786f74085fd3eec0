import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { identityOf, processIdentitySchema, vitalityOf } from './process-identity.ts';

describe('vitalityOf', () => {
  const own = identityOf();

  it('finds this process alive', () => {
    expect(processIdentitySchema.parse(own)).toEqual(own);
    expect(own.pid).toBe(process.pid);
    expect(vitalityOf(own)).toBe('alive');
  });

  it('finds a process dead once it has ended', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const identity = identityOf(child.pid);
    expect(vitalityOf(identity)).toBe('alive');
    child.stdin.end();
    await once(child, 'exit');
    expect(vitalityOf(identity)).toBe('dead');
  });

  it('finds a process dead if its pid belongs to a later process', () => {
    expect(vitalityOf({ ...own, started: 'on an earlier day' })).toBe('dead');
  });

  it('assumes that a process with an unknown start time is alive', () => {
    const { started: _, ...unknown } = own;
    expect(vitalityOf(unknown)).toBe('alive');
  });

  it('does not judge processes of another machine or container', () => {
    expect(vitalityOf({ ...own, place: 'another machine' })).toBe('elsewhere');
  });
});
