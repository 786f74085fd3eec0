/** The font of chords and note names: signs of music, and letters of both languages. */
const family = 'My Pitch Signs, Noto Sans KR Variable';

/** The part of a drawing context that printed text needs. */
export interface TextContext {
  setFont(family: string, size: number): unknown;
  measureText(text: string): { readonly width: number };
  fillText(text: string, x: number, y: number): unknown;
}

export interface TextFit {
  /** The usual size, in VexFlow's units. */
  readonly size: number;
  /** The least size that is still legible, as a share of the usual one. */
  readonly minScale: number;
  /** The width that the text should not exceed. */
  readonly room: number;
}

/**
 * Sets the font for a text that shrinks where it is crowded, but not beyond what is legible.
 * @returns the width of the text in this font.
 */
export function fitText(
  context: Pick<TextContext, 'setFont' | 'measureText'>,
  text: string,
  { size, minScale, room }: TextFit,
): number {
  context.setFont(family, size);
  const { width } = context.measureText(text);
  const scale = Math.max(minScale, Math.min(1, room / width));
  context.setFont(family, size * scale);
  return width * scale;
}
