import { expect, it } from 'vitest';
import { readUltraStar } from './karaoke-songs.ts';

it('reads the sung notes of an UltraStar file', () => {
  const text = [
    ...['#TITLE:A song', '#MP3:audio.mp3', '#BPM:300,5', '#GAP:1500'],
    ...[': 0 4 0 There', '* 6 2 -5  was', 'F 10 4 7 (ha)', '- 16', ': 20 8 12 a', 'E'],
  ].join('\r\n');
  const tick = 60 / 4 / 300.5;
  const { audio, notes } = readUltraStar(text);
  expect(audio).toBe('audio.mp3');
  expect(notes.map(({ midi }) => midi)).toEqual([60, 55, 72]);
  notes.forEach(({ startSeconds, endSeconds }, i) => {
    expect(startSeconds).toBeCloseTo(1.5 + [0, 6, 20][i]! * tick, 9);
    expect(endSeconds - startSeconds).toBeCloseTo([4, 2, 8][i]! * tick, 9);
  });
});
