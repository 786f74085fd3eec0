import { expect, it } from 'vitest';
import { batchIdOf, changesIn, streamEventSchema } from './stream-records.ts';

const queued = { jobId: { S: 'a' }, status: { S: 'queued' }, ticket: { N: '12' } };
const completed = {
  ...queued,
  status: { S: 'completed' },
  startedAt: { S: '1970-01-01T00:16:40.900Z' },
  processingSeconds: { N: '41.5' },
};
const record = (eventID: string, dynamodb: object) => ({ eventID, eventName: 'MODIFY', dynamodb });
const changesOf = (dynamodb: object) =>
  changesIn(streamEventSchema.parse({ Records: [record('1', dynamodb)] }));

it('reads the job before and after each change', () => {
  expect(changesOf({ OldImage: queued, NewImage: completed })).toEqual([
    {
      before: { status: 'queued', ticket: 12 },
      after: { status: 'completed', ticket: 12, startedSeconds: 1000, processingSeconds: 41.5 },
    },
  ]);
});

it.each([
  ['another item of the table', { jobId: { S: 'queue' }, tickets: { N: '1' } }],
  ['a status of another version', { ...queued, status: { S: 'archived' } }],
])('takes %s for no job', (_name, NewImage) => {
  expect(changesOf({ NewImage })).toEqual([{ before: undefined, after: undefined }]);
});

it('leaves out an attribute that breaks its contract', () => {
  const NewImage = { ...completed, processingSeconds: { N: '-1' }, startedAt: { S: 'soon' } };
  expect(changesOf({ NewImage })[0]?.after).toEqual({ status: 'completed', ticket: 12 });
});

it('names a batch by its records, so that a repeated one has the same name', () => {
  const batchOf = (...ids: string[]) =>
    batchIdOf(streamEventSchema.parse({ Records: ids.map((id) => record(id, {})) }));
  expect(batchOf('a', 'b')).toBe(batchOf('a', 'b'));
  expect(new Set([batchOf('a', 'b'), batchOf('a'), batchOf('b', 'c')]).size).toBe(3);
});
