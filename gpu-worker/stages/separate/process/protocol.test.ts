import { MachineFailure } from '@my-pitch/shared/errors';
import { expect, it } from 'vitest';
import { deserializeError, serializeError } from './protocol.ts';

it('keeps fault, message and stack of an error between processes', () => {
  const error = new MachineFailure('disk-full', 'No space for the stems');
  const report = JSON.parse(JSON.stringify(serializeError(error)));
  const restored = deserializeError(report);
  expect(restored).toBeInstanceOf(MachineFailure);
  expect(restored).toMatchObject({ fault: 'disk-full', detail: 'No space for the stems' });
  expect(restored.cause).toMatchObject({ stack: error.stack });
});

it('has a stack of its own when the child’s error had none', () => {
  const restored = deserializeError({
    ...{ kind: 'failed', fault: 'unknown', message: 'bad_alloc', stack: undefined },
  });
  expect((restored.cause as Error).stack).toContain('bad_alloc');
});
