import { expect, it } from 'vitest';
import { countQueuedSongs } from './count-queued-songs.ts';

it.each([
  ['its schedule', { source: 'aws.events', 'detail-type': 'Scheduled Event' }, 0],
  ['an upload', { requestContext: { condition: 'Success' }, responsePayload: { queued: 1 } }, 1],
  ['an upload that was no song', { responsePayload: { queued: 0 } }, 0],
  ['an operator', undefined, 0],
])('the scaler, when it is invoked by %s', (_, event, songs) => {
  expect(countQueuedSongs(event)).toBe(songs);
});
