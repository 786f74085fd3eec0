import { z } from 'zod';

/** Result of npm's check of package signatures. */
export type SignatureVerdict =
  | { readonly kind: 'verified' }
  /** A package does not match its registry signature. */
  | { readonly kind: 'broken'; readonly reason: string }
  /** No result: no network, or a registry without signatures. */
  | { readonly kind: 'unknown'; readonly reason: string };

const packageSchema = z.object({ name: z.string(), version: z.string().optional() });
const reportSchema = z.object({
  invalid: z.array(packageSchema).default([]),
  missing: z.array(packageSchema).default([]),
  error: z.object({ code: z.string().nullish(), summary: z.string().nullish() }).optional(),
});

/** npm's error codes for invalid signatures and attestations and for unknown keys. */
const brokenCodes =
  /^(EINTEGRITYSIGNATURE|EATTESTATION\w+|EMISSINGSIGNATUREKEY|EEXPIREDSIGNATUREKEY)$/;

/** Parses the stdout of `npm audit signatures --json`; empty if npm was stopped. */
export function signatureVerdict(stdout: string, exitCode: number | null): SignatureVerdict {
  const report = reportSchema.safeParse(parseJson(stdout));
  if (!report.success) return { kind: 'unknown', reason: 'npm did not respond in time' };
  const { invalid, missing, error } = report.data;
  const broken = [...invalid, ...missing].map(({ name, version }) => `${name}@${version}`);
  if (broken.length > 0) return { kind: 'broken', reason: broken.join(', ') };
  if (exitCode === 0 && !error) return { kind: 'verified' };
  const reason =
    [error?.code, error?.summary].filter(Boolean).join(': ') || `exit code ${exitCode}`;
  return { kind: brokenCodes.test(error?.code ?? '') ? 'broken' : 'unknown', reason };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
