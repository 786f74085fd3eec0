/** Pixels per unit of the text's size: enough for print. */
const maxScale = 6;
/** A canvas width that all browsers support. */
const maxPixels = 8192;
const families = '"Noto Sans KR Variable", system-ui, sans-serif';

/** An image of a text, in the units of its size. */
export interface PaintedText {
  readonly dataUrl: string;
  readonly width: number;
  readonly height: number;
  /** From the top of the image to the baseline. */
  readonly ascent: number;
}

/** Renders a text with the fonts of the page and the device, for characters such as emoji that the PDF's fonts lack. */
export function paintText(text: string, size: number, isBold: boolean): PaintedText {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) throw new Error('Canvas 2D is not available');
  const fontAt = (scale: number) => `${isBold ? 'bold ' : ''}${size * scale}px ${families}`;
  context.font = fontAt(1);
  const scale = Math.min(maxScale, maxPixels / context.measureText(text).width);
  const font = fontAt(scale);
  context.font = font;
  const { width, fontBoundingBoxAscent, fontBoundingBoxDescent } = context.measureText(text);
  // Some characters have no width, but an empty canvas makes no image.
  canvas.width = Math.max(1, Math.ceil(width));
  canvas.height = Math.ceil(fontBoundingBoxAscent + fontBoundingBoxDescent);
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  // Resizing a canvas resets its font.
  context.font = font;
  context.fillStyle = '#000000';
  context.fillText(text, 0, fontBoundingBoxAscent);
  return {
    // A PDF embeds JPEG data as it is; other formats are decoded slowly.
    dataUrl: canvas.toDataURL('image/jpeg', 0.92),
    width: canvas.width / scale,
    height: canvas.height / scale,
    ascent: fontBoundingBoxAscent / scale,
  };
}
