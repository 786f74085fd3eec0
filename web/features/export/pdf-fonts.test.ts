import { expect, test } from 'vitest';
import { divideByFont, needsKorean } from './pdf-fonts.ts';

test('a text is written in the fonts that have its characters', () => {
  expect(divideByFont('봄날 in B♭', true)).toEqual([
    { font: 'Korean', text: '봄날' },
    { font: 'AcademicoBold', text: ' in B♭' },
  ]);
  expect(divideByFont('\ue050', false)).toEqual([{ font: 'Bravura', text: '\ue050' }]);
});

test('what no font has stays together, to be painted', () => {
  expect(divideByFont('夜に駆ける 👩‍👩‍👧🇰🇷 Café', false)).toEqual([
    { font: undefined, text: '夜に駆ける' },
    { font: 'Academico', text: ' ' },
    { font: undefined, text: '👩‍👩‍👧🇰🇷' },
    { font: 'Academico', text: ' Café' },
  ]);
});

test('Korean that comes letter by letter is put together', () => {
  expect(divideByFont('봄'.normalize('NFD'), false)).toEqual([{ font: 'Korean', text: '봄' }]);
});

test('the Korean font is wanted only for Korean', () => {
  expect(needsKorean(['Spring', '♯', '\ue1d5'])).toBe(false);
  expect(needsKorean(['Spring', '솔♯'])).toBe(true);
});
