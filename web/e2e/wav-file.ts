/** Of each format: its code in a WAV header, and the bytes of a sample. */
const formats = { uint8: [1, 1], int16: [1, 2], float32: [3, 4] } as const;

/** A mono WAV file of samples that are encoded already. */
export function wavFile(
  samples: ArrayBufferView,
  { format, sampleRateHz }: { format: keyof typeof formats; sampleRateHz: number },
): Buffer {
  const [code, bytes] = formats[format];
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.byteLength, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(code, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRateHz, 24);
  header.writeUInt32LE(bytes * sampleRateHz, 28);
  header.writeUInt16LE(bytes, 32);
  header.writeUInt16LE(8 * bytes, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([
    header,
    Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength),
  ]);
}
