import { MachineFailure } from '@my-pitch/shared/errors';
import { expect, it } from 'vitest';
import { failedTool } from './failed-tool.ts';

const messages = `${'[aac @ 0x55d0] Too many bits\n'.repeat(200)}/tmp/a/b.m4a: Invalid argument\n`;

it('has a short text without paths and addresses, and all messages as its cause', () => {
  const error = failedTool('Encoding m4a', messages);
  expect(error.message).toBe('Encoding m4a failed: Invalid argument');
  expect(error.cause).toMatchObject({ message: messages.trim() });
});

it('blames the machine by any of the messages', () => {
  const full = failedTool('Resampling', `av_interleaved: No space left on device\n${messages}`);
  expect(full).toBeInstanceOf(MachineFailure);
  expect(full).toMatchObject({ fault: 'disk-full' });
});
