import { expect, it } from 'vitest';
import { en } from './en.ts';
import { ko } from './ko.ts';
import { songMessages } from './song-messages.ts';

it('rounds an estimate to five seconds below a minute and a half, then to minutes', () => {
  expect([0, 7, 8, 89, 90, 149, 150].map(en.song.estimate)).toEqual([
    'About 5 seconds to go',
    'About 5 seconds to go',
    'About 10 seconds to go',
    'About 90 seconds to go',
    'About 2 minutes to go',
    'About 2 minutes to go',
    'About 3 minutes to go',
  ]);
  expect([0, 89, 90].map(ko.song.estimate)).toEqual([
    '약 5초 남았어요',
    '약 90초 남았어요',
    '약 2분 남았어요',
  ]);
});

it('shows the wait for a full queue in seconds below 100, then in minutes', () => {
  const wait = (seconds: number) =>
    /[\d.]+ (s|min)(?=\.$)/.exec(en.upload.queueFull(3, seconds))?.[0];
  expect([40, 99, 100, 600].map(wait)).toEqual(['40 s', '99 s', '2 min', '10 min']);
  expect(ko.upload.queueFull(3, 99)).toContain('99초 뒤');
  expect(ko.upload.queueFull(3, 100)).toContain('2분 뒤');
});

it('names the queue’s length only when it is known', () => {
  expect(en.upload.queueFull(3, 40)).toContain('3 songs are waiting');
  expect(en.upload.queueFull(undefined, 40)).not.toContain('waiting');
  expect(ko.upload.queueFull(undefined, 40)).not.toContain('대기 중');
});

it('uses the singular where English needs it', () => {
  expect([en.upload.inProgress(1, 5), en.upload.inProgress(2, 5)]).toEqual([
    'Sending a song · 5%',
    'Sending 2 songs · 5%',
  ]);
  expect([en.song.position(1), en.song.position(2)]).toEqual([
    'Your song is next.',
    'Your song is number 2 in line.',
  ]);
  expect([en.recent.position(1), en.recent.position(2)]).toEqual([
    'Next in line',
    'Number 2 in line',
  ]);
  expect([ko.recent.position(1), ko.recent.position(2)]).toEqual(['바로 다음 차례', '2번째 차례']);
});

it('writes the length of a pickup in notes', () => {
  const lengths = [
    [1, 4],
    [2, 8],
    [5, 8],
    [3, 2],
  ] as const;
  const named = lengths.map(([count, unit]) => songMessages.en.editing.beats(count, unit));
  expect(named).toEqual([
    'One quarter note',
    'Two eighth notes',
    '5 eighth notes',
    'Three half notes',
  ]);
});
