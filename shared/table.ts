/** The job table's keys and indexes, shared by queries and infrastructure. */
export const jobTable = {
  partitionKey: 'jobId',
  ttlAttribute: 'recordExpiresAtSeconds',
  /**
   * Holds the keys of jobs that a sweep may have to find (see sweep-key.ts), and nothing else: a worker's
   * progress does not change it.
   */
  sweepIndex: { name: 'by-sweep', partitionKey: 'sweepKey', sortKey: 'statusSince' },
  /** Only completed jobs whose result may be copied are in it. */
  resultIndex: { name: 'by-result', partitionKey: 'resultKey', sortKey: 'resultsExpireAt' },
} as const;

/** The table of client limits: hashes of addresses and times, no jobs. */
export const clientTable = { partitionKey: 'client', ttlAttribute: 'forgetAtSeconds' } as const;

/** The keys of the table of connections. */
export const connectionTable = {
  partitionKey: 'group',
  sortKey: 'member',
  ttlAttribute: 'expiresAtSeconds',
} as const;
