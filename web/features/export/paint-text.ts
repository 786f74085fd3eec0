/** Pixels for each unit of the text's size: fine enough for print. */
const finestScale = 6;
/** No browser makes a picture of a canvas that is wider than it allows; all allow this. */
const maxPixels = 8192;
const families = '"Noto Sans KR Variable", system-ui, sans-serif';

/** A text as a picture, in the units of its size. */
export interface PaintedText {
  readonly dataUrl: string;
  readonly width: number;
  readonly height: number;
  /** Of the baseline below the picture's top. */
  readonly ascent: number;
}

/**
 * Paints a text with the fonts of the page and the device, black on white: what a document has no
 * font for, such as emoji, looks as on the screen all the same.
 */
export function paintText(text: string, size: number, isBold: boolean): PaintedText {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gives no canvas');
  const fontAt = (scale: number) => `${isBold ? 'bold ' : ''}${size * scale}px ${families}`;
  context.font = fontAt(1);
  const scale = Math.min(finestScale, maxPixels / context.measureText(text).width);
  const font = fontAt(scale);
  context.font = font;
  const { width, fontBoundingBoxAscent, fontBoundingBoxDescent } = context.measureText(text);
  // Some characters have no width, and of an empty canvas there is no picture.
  canvas.width = Math.max(1, Math.ceil(width));
  canvas.height = Math.ceil(fontBoundingBoxAscent + fontBoundingBoxDescent);
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  // A canvas forgets its font when it is resized.
  context.font = font;
  context.fillStyle = '#000000';
  context.fillText(text, 0, fontBoundingBoxAscent);
  return {
    // PDF holds JPEG as it is; of other pictures it would be a slow copy.
    dataUrl: canvas.toDataURL('image/jpeg', 0.92),
    width: canvas.width / scale,
    height: canvas.height / scale,
    ascent: fontBoundingBoxAscent / scale,
  };
}
