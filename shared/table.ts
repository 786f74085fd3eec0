/** The job table's keys and indexes, shared by queries and infrastructure. */
export const jobTable = {
  partitionKey: 'jobId',
  ttlAttribute: 'recordExpiresAtSeconds',
  statusIndex: { name: 'by-status', partitionKey: 'status', sortKey: 'statusSince' },
} as const;
