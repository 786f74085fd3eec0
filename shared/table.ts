/** The job table's keys and indexes, shared by queries and infrastructure. */
export const jobTable = {
  partitionKey: 'jobId',
  ttlAttribute: 'recordExpiresAtSeconds',
  statusIndex: { name: 'by-status', partitionKey: 'status', sortKey: 'statusSince' },
} as const;

/** The keys of the table of connections. */
export const connectionTable = {
  partitionKey: 'group',
  sortKey: 'member',
  ttlAttribute: 'expiresAtSeconds',
} as const;
