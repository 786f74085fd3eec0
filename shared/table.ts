/** The job table's attributes that queries and infrastructure must agree on. */
export const jobTable = {
  partitionKey: 'jobId',
  ttlAttribute: 'recordExpiresAtSeconds',
  statusIndex: { name: 'by-status', partitionKey: 'status', sortKey: 'statusSince' },
} as const;
