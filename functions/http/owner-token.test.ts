import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { composeOwnerToken, hashOwnerToken, isOwner } from './owner-token.ts';

it('only the job’s own token proves the owner', () => {
  const [mine, other] = [composeOwnerToken(randomBytes), composeOwnerToken(randomBytes)];
  expect(isOwner(mine, hashOwnerToken(mine))).toBe(true);
  expect(isOwner(other, hashOwnerToken(mine))).toBe(false);
});

it('a token contains all 32 random bytes', () => {
  const bytes = randomBytes(32);
  const asked: number[] = [];
  const token = composeOwnerToken((count) => {
    asked.push(count);
    return bytes;
  });
  expect(asked).toEqual([32]);
  expect(Buffer.from(token, 'base64url')).toEqual(bytes);
});
