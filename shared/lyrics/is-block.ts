/** Whether a text is in a script whose syllables are printed without hyphens: Korean, Japanese, Chinese. */
export function isBlock(text: string): boolean {
  return /[\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text);
}
