/** A text in Latin-1, the encoding of four-character codes. */
export const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

export const bytes = (...parts: readonly (string | number | Uint8Array)[]): Buffer =>
  Buffer.concat(
    parts.map((part) =>
      typeof part === 'number'
        ? Buffer.of(part)
        : typeof part === 'string'
          ? latin(part)
          : Buffer.from(part),
    ),
  );

const unsigned = (byteCount: number, value: number, isLittle: boolean): Buffer => {
  const big = BigInt.asUintN(8 * byteCount, BigInt(value));
  const hex = big.toString(16).padStart(2 * byteCount, '0');
  const buffer = Buffer.from(hex, 'hex');
  return isLittle ? buffer.reverse() : buffer;
};
export const le16 = (value: number): Buffer => unsigned(2, value, true);
export const le32 = (value: number): Buffer => unsigned(4, value, true);
export const le64 = (value: number): Buffer => unsigned(8, value, true);
export const be16 = (value: number): Buffer => unsigned(2, value, false);
export const be24 = (value: number): Buffer => unsigned(3, value, false);
export const be32 = (value: number): Buffer => unsigned(4, value, false);
export const be64 = (value: number): Buffer => unsigned(8, value, false);

/** Four bytes of seven bits each, as ID3 writes sizes. */
export const syncsafe = (value: number): Buffer =>
  Buffer.of((value >> 21) & 127, (value >> 14) & 127, (value >> 7) & 127, value & 127);

/** 16-bit noise, the same every time. */
export function noise16(samples: number): Buffer {
  const out = Buffer.alloc(2 * samples);
  let state = 1;
  for (let i = 0; i < samples; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    out.writeInt16LE((state >>> 18) - 8192, 2 * i);
  }
  return out;
}

/** A copy with other bytes at an index, or after the first occurrence of a text; plus `offset`. */
export function patched(
  source: Uint8Array,
  at: number | string,
  replacement: Uint8Array,
  offset = 0,
): Buffer {
  const copy = Buffer.from(source);
  const start = typeof at === 'number' ? at : copy.indexOf(at, 0, 'latin1') + at.length;
  copy.set(replacement, start + offset);
  return copy;
}
