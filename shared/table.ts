/** The job table's keys and indexes, shared by queries and infrastructure. */
export const jobTable = {
  partitionKey: 'jobId',
  ttlAttribute: 'recordExpiresAtSeconds',
  /** Only completed jobs whose result may be copied are in it. */
  resultIndex: { name: 'by-result', partitionKey: 'resultKey', sortKey: 'resultsExpireAt' },
  statusIndex: { name: 'by-status', partitionKey: 'status', sortKey: 'statusSince' },
} as const;
