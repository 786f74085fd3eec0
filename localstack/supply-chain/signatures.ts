import { z } from 'zod';

/** What npm says about the signatures of what is installed. */
export type SignatureVerdict =
  | { readonly kind: 'verified' }
  /** A package is not what its registry has signed. */
  | { readonly kind: 'broken'; readonly reason: string }
  /** Nothing could be said: no network, or a registry that signs nothing. */
  | { readonly kind: 'unknown'; readonly reason: string };

const packageSchema = z.object({ name: z.string(), version: z.string().optional() });
const reportSchema = z.object({
  invalid: z.array(packageSchema).default([]),
  missing: z.array(packageSchema).default([]),
  error: z.object({ code: z.string().nullish(), summary: z.string().nullish() }).optional(),
});

/** npm's codes for signatures and attestations that do not hold, or whose key the registry does not have. */
const brokenCodes =
  /^(EINTEGRITYSIGNATURE|EATTESTATION\w+|EMISSINGSIGNATUREKEY|EEXPIREDSIGNATUREKEY)$/;

/** Reads what `npm audit signatures --json` wrote to stdout; empty when it was stopped. */
export function signatureVerdict(stdout: string, exitCode: number | null): SignatureVerdict {
  const report = reportSchema.safeParse(parseJson(stdout));
  if (!report.success) return { kind: 'unknown', reason: 'npm gave no answer in time' };
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
