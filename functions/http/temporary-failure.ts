/** AWS answers these with status 400. */
const throttlingErrors: readonly unknown[] = [
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TransactionConflictException',
];

/**
 * Whether AWS refused a request only for now, after the SDK's own retries: it throttles, or has a fault
 * of its own.
 */
export function isTemporaryFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (throttlingErrors.includes(error.name) || error.name === 'TimeoutError') return true;
  if (!('$metadata' in error) || typeof error.$metadata !== 'object') return false;
  const metadata: { readonly httpStatusCode?: unknown } = error.$metadata ?? {};
  const status = Number(metadata.httpStatusCode ?? 0);
  return status === 429 || status >= 500;
}
