/** The job table's keys and indexes, shared by queries and infrastructure. */
export const jobTable = {
  partitionKey: 'jobId',
  ttlAttribute: 'recordExpiresAtSeconds',
  statusIndex: { name: 'by-status', partitionKey: 'status', sortKey: 'statusSince' },
} as const;

/** The table of client limits: hashes of addresses and times, no jobs. */
export const clientTable = { partitionKey: 'client', ttlAttribute: 'forgetAtSeconds' } as const;
