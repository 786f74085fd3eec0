import { expect, it } from 'vitest';
import { countQueuedSongs } from './count-queued-songs.ts';

it.each([
  ['its schedule', { source: 'aws.events', 'detail-type': 'Scheduled Event' }, 0],
  ['on-upload', { queuedSongs: 3 }, 3],
  ['something else', { queuedSongs: 'many' }, 0],
  ['an operator', undefined, 0],
])('the scaler, when it is invoked by %s', (_, event, songs) => {
  expect(countQueuedSongs(event)).toBe(songs);
});
