/** Encodes channels of samples from −1 to 1 as a 16-bit PCM WAV file. */
export function encodeWav(channels: readonly Float32Array[], sampleRateHz: number): Uint8Array {
  const frames = channels[0]?.length ?? 0;
  const frameBytes = 2 * channels.length;
  const dataBytes = frames * frameBytes;
  const file = Buffer.alloc(44 + dataBytes);
  file.write('RIFF', 0);
  file.writeUInt32LE(36 + dataBytes, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(channels.length, 22);
  file.writeUInt32LE(sampleRateHz, 24);
  file.writeUInt32LE(sampleRateHz * frameBytes, 28);
  file.writeUInt16LE(frameBytes, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(dataBytes, 40);
  for (const [c, samples] of channels.entries()) {
    for (const [i, sample] of samples.entries()) {
      const level = Math.round(Math.max(-1, Math.min(1, sample)) * 32767);
      file.writeInt16LE(level, 44 + i * frameBytes + 2 * c);
    }
  }
  return file;
}
