import { createHash, timingSafeEqual } from 'node:crypto';
import { type OwnerToken, ownerTokenSchema } from '@my-pitch/shared/ids';

/** Makes an owner token of random bytes. @param randomBytes gives so many. */
export function composeOwnerToken(randomBytes: (count: number) => Uint8Array): OwnerToken {
  return ownerTokenSchema.parse(Buffer.from(randomBytes(32)).toString('base64url'));
}

/** SHA-256 of a token, hex: what a job's record keeps of it. The token is random, so it needs no salt. */
export function hashOwnerToken(token: OwnerToken): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Whether a token is the one that was hashed; takes as long for a near miss as for any other. */
export function isOwner(token: OwnerToken, ownerTokenHash: string): boolean {
  return timingSafeEqual(
    Buffer.from(hashOwnerToken(token), 'hex'),
    Buffer.from(ownerTokenHash, 'hex'),
  );
}
