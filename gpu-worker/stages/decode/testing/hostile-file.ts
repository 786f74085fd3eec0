import type { FailureCode } from '@my-pitch/shared/errors';

/** A file that tries to make decoding expensive or wrong. */
export interface HostileFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Allowed outcomes of decoding; several where versions of ffmpeg differ. */
  readonly ends: readonly ('ok' | FailureCode)[];
}

export function hostile(
  name: string,
  bytes: Uint8Array,
  ...ends: readonly ('ok' | FailureCode)[]
): HostileFile {
  return { name, bytes, ends };
}
