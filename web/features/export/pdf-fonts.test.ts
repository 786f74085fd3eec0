import { expect, it } from 'vitest';
import { divideByFont, needsKorean } from './pdf-fonts.ts';

it('divides a text by the fonts that have its characters', () => {
  expect(divideByFont('봄날 in B♭', true)).toEqual([
    { font: 'Korean', text: '봄날' },
    { font: 'AcademicoBold', text: ' in B♭' },
  ]);
  expect(divideByFont('\ue050', false)).toEqual([{ font: 'Bravura', text: '\ue050' }]);
});

it('keeps characters without a font together', () => {
  expect(divideByFont('夜に駆ける 👩‍👩‍👧🇰🇷 Café', false)).toEqual([
    { font: undefined, text: '夜に駆ける' },
    { font: 'Academico', text: ' ' },
    { font: undefined, text: '👩‍👩‍👧🇰🇷' },
    { font: 'Academico', text: ' Café' },
  ]);
});

it('composes Hangul', () => {
  expect(divideByFont('봄'.normalize('NFD'), false)).toEqual([{ font: 'Korean', text: '봄' }]);
});

it('needs the Korean font only for Korean', () => {
  expect(needsKorean(['Spring', '♯', '\ue1d5'])).toBe(false);
  expect(needsKorean(['Spring', '솔♯'])).toBe(true);
});
