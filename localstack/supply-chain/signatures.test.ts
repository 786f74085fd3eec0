import { describe, expect, it } from 'vitest';
import { signatureVerdict } from './signatures.ts';

const reason = expect.any(String);

describe("npm's report on signatures", () => {
  it('is verified if nothing is invalid or missing', () => {
    const stdout = '{ "invalid": [], "missing": [] }';
    expect(signatureVerdict(stdout, 0)).toEqual({ kind: 'verified' });
  });

  it.each([
    ['an invalid signature', '{ "invalid": [{ "name": "a", "version": "1.0.0" }], "missing": [] }'],
    ['a missing signature', '{ "invalid": [], "missing": [{ "name": "a", "version": "1.0.0" }] }'],
    ['an unknown key', '{ "error": { "code": "EMISSINGSIGNATUREKEY", "summary": "a@1.0.0" } }'],
  ])('is broken with %s and names the package', (_, stdout) => {
    expect(signatureVerdict(stdout, 1)).toEqual({
      kind: 'broken',
      reason: expect.stringContaining('a@1.0.0'),
    });
  });

  it.each([
    ['there is no network', '{ "error": { "code": "ENOTFOUND", "summary": "" } }', 1],
    ['the registry signs nothing', '{ "error": { "code": null, "summary": "found none" } }', 1],
    ['it took too long', '', null],
    ['npm failed without a message', '{}', 1],
  ])('is unknown if %s', (_, stdout, exitCode) => {
    expect(signatureVerdict(stdout, exitCode)).toEqual({ kind: 'unknown', reason });
  });
});
