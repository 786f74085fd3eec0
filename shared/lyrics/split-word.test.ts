import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../testing/any-text.ts';
import { splitWord } from './split-word.ts';

it.each([
  ['사랑해', '사 랑 해'],
  ['그대여,', '그 대 여,'],
  ['"안녕"', '"안 녕"'],
  ['OK라고', 'OK 라 고'],
  ['さくら', 'さ く ら'],
  ['きゃっと', 'きゃ っ と'],
  ['スーパー', 'スー パー'],
  ['月亮', '月 亮'],
])('divides %s by blocks and characters', (word, syllables) => {
  expect(splitWord(word)).toEqual(syllables.split(' '));
});

describe('divides English as it is sung', () => {
  it.each([
    ...['nev er', 'won der', 'broth er', 'to geth er', 'a bout', 'read y', 'o pen', 'gon na'],
    ...['some one', 'move ment', 'love ly', 'home less', 'some where', 'some day', 'drive way'],
    ...['makes', 'loved', 'want ed', 'hous es', 'can dle', 'can dles', 'stum bled', 'walked'],
    ...['be ing', 'try ing', 'ra di o', 'na tion', 'spe cial', 'pi a no', 'quick ly', 'guess'],
    ...["did n't", "won't", "is n't", "you've", "I'm", 'ev ery thing', 'you', 'the', 'Oh,'],
    ...[
      'moun tain',
      'chil dren',
      'hap py',
      'yes ter day',
      'mon ster',
      'play er',
      'won der ful',
      'strength',
    ],
    ...['sing ing', 'mak ing', 'fall ing', 'run ning', 'trem bling', 'whirl ing', 'feel ings'],
    ...["lov in'", 'noth ing', 'some thing', 'an y thing', 'dar ling', 'spring', 'wed ding'],
    ...['need ed', 'hun dred', 'hugged', 'red', 'ros es', 'kiss es', 'bless'],
    ...['luck y', 'kitch en', 'gadg et', 'ex it', 'next', 'for ev er', 'riv er', 'fin ger'],
  ])('%s', (syllables) => {
    expect(splitWord(syllables.replaceAll(' ', ''))).toEqual(syllables.split(' '));
  });
});

it('keeps signs with a syllable', () => {
  expect(splitWord('(hap-py)')).toEqual(['(hap-', 'py)']);
  expect(splitWord('—')).toEqual(['—']);
  expect(splitWord('99')).toEqual(['99']);
  expect(splitWord('')).toEqual([]);
});

it('divides a decomposed word like the composed one', () => {
  expect(splitWord('사랑'.normalize('NFD')).map((each) => each.normalize('NFC'))).toEqual([
    '사',
    '랑',
  ]);
});

it('loses no character of any text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(splitWord(text).join('')).toBe(text);
    }),
  );
});
