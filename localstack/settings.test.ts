import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

describe('settings', () => {
  it('have defaults', () => {
    expect(readSettings([], {})).toMatchObject({ webPort: 3000, awsPort: 4566 });
  });

  it('come from the command line, else from the environment', () => {
    const env = { MY_PITCH_PORT: '4000', MY_PITCH_AWS_PORT: '4001' };
    expect(readSettings(['--aws-port', '5001'], env)).toMatchObject({
      webPort: 4000,
      awsPort: 5001,
    });
  });

  it('separate the state of different ports', () => {
    expect(basename(readSettings(['--aws-port=5001'], {}).stateDir)).toBe('aws-5001');
  });

  it.each([
    ['--port', '80'],
    ['--port', 'x'],
    ['--port', '70000'],
    ['--aws-port', '3000'],
    ['--x'],
  ])('refuse %s %s', (...args) => {
    expect(() => readSettings(args, {})).toThrow(/--/);
  });
});
