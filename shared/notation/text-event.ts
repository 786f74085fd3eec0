/** One character per UTF-8 byte, because midi-file writes one byte per character. */
export function utf8AsBytes(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}
