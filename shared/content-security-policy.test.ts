import { expect, it } from 'vitest';
import { policyHeader } from './content-security-policy.ts';

const policy = policyHeader({
  uploads: ['https://up.example'],
  results: ['https://down.example'],
}).split('; ');

it('allows connections to the own origin and the two buckets, sound from the results only', () => {
  expect(policy).toContain("connect-src 'self' https://up.example https://down.example");
  expect(policy).toContain("media-src 'self' blob: https://down.example");
});

it('allows no scripts and styles of other origins, no frames and no evaluated text', () => {
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("style-src 'self'");
  const scripts = policy.find((directive) => directive.startsWith('script-src '));
  expect(scripts?.split(' ').slice(1).toSorted()).toEqual(["'self'", "'unsafe-inline'"]);
});
