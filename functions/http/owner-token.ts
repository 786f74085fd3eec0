import { createHash, timingSafeEqual } from 'node:crypto';
import { type OwnerToken, ownerTokenSchema } from '@my-pitch/shared/ids';

/**
 * Makes an owner token of 32 random bytes.
 * @param randomBytes returns `count` random bytes.
 */
export function composeOwnerToken(randomBytes: (count: number) => Uint8Array): OwnerToken {
  return ownerTokenSchema.parse(Buffer.from(randomBytes(32)).toString('base64url'));
}

/** SHA-256 of a token in hex, which the job's record keeps. The token is random, so it needs no salt. */
export function hashOwnerToken(token: OwnerToken): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Whether a token has this hash. Compares in constant time. */
export function isOwner(token: OwnerToken, ownerTokenHash: string): boolean {
  return timingSafeEqual(
    Buffer.from(hashOwnerToken(token), 'hex'),
    Buffer.from(ownerTokenHash, 'hex'),
  );
}
