import { describe, expect, it } from 'vitest';
import { signatureVerdict } from './signatures.ts';

const reason = expect.any(String);

describe("npm's answer about signatures", () => {
  it('is good when nothing is invalid or missing', () => {
    const stdout = '{ "invalid": [], "missing": [] }';
    expect(signatureVerdict(stdout, 0)).toEqual({ kind: 'verified' });
  });

  it.each([
    ['an invalid signature', '{ "invalid": [{ "name": "a", "version": "1.0.0" }], "missing": [] }'],
    ['a missing signature', '{ "invalid": [], "missing": [{ "name": "a", "version": "1.0.0" }] }'],
    ['an unknown key', '{ "error": { "code": "EMISSINGSIGNATUREKEY", "summary": "a@1.0.0" } }'],
  ])('is bad with %s, which it names', (_, stdout) => {
    expect(signatureVerdict(stdout, 1)).toEqual({
      kind: 'broken',
      reason: expect.stringContaining('a@1.0.0'),
    });
  });

  it.each([
    ['there is no network', '{ "error": { "code": "ENOTFOUND", "summary": "" } }', 1],
    ['the registry signs nothing', '{ "error": { "code": null, "summary": "found none" } }', 1],
    ['it took too long', '', null],
    ['npm failed without words', '{}', 1],
  ])('says nothing when %s', (_, stdout, exitCode) => {
    expect(signatureVerdict(stdout, exitCode)).toEqual({ kind: 'unknown', reason });
  });
});
