import type { FailureCode } from '@my-pitch/shared/errors';

export interface HostileFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** How decoding ends; several where versions of ffmpeg differ. */
  readonly ends: readonly ('ok' | FailureCode)[];
}

export function hostile(
  name: string,
  bytes: Uint8Array,
  ...ends: readonly ('ok' | FailureCode)[]
): HostileFile {
  return { name, bytes, ends };
}
