import type { AcceptedFinding } from './checkov-findings.ts';

const managedKeys =
  'AWS encrypts it with its own key; a customer-managed key costs money while idle.';

const idsInPaths =
  'The paths hold ids of jobs, which open results, and these logs cannot leave fields out.';

/** Findings of checkov in our templates that stay. The AwsSolutions rules are acknowledged in infra/. */
export const acceptedFindings: readonly AcceptedFinding[] = [
  { id: 'CKV_AWS_158', reason: managedKeys },
  { id: 'CKV_AWS_173', reason: managedKeys },
  { id: 'CKV_AWS_27', reason: `The rule does not know encryption managed by SQS. ${managedKeys}` },
  {
    id: 'CKV_AWS_26',
    resource: /Topic\.ObservabilityAlarms/,
    reason: 'Messages contain only alarm names; a customer-managed key costs money while idle.',
  },
  {
    id: 'CKV_AWS_115',
    reason: 'The API is throttled; reserved concurrency would reduce what other functions can use.',
  },
  {
    id: 'CKV_AWS_116',
    reason:
      'Lambda retries functions that events start, an alarm counts errors, and expire finds what is left. Other functions answer their caller.',
  },
  {
    id: 'CKV_AWS_117',
    reason: 'Functions only call AWS. In our network they would need gateways that cost money.',
  },
  {
    id: 'CKV_AWS_18',
    resource: /Bucket\.WebAccessLogs/,
    reason: 'It receives the access log of the pages; its own log would grow without end.',
  },
  { id: 'CKV_AWS_18', resource: /Bucket\.Storage(Uploads|Results)/, reason: idsInPaths },
  { id: 'CKV_AWS_86', reason: idsInPaths },
  { id: 'CKV_AWS_149', reason: managedKeys },
  {
    id: 'CKV_AWS_165',
    resource: /ProtectionClients|PushConnections/,
    reason:
      'Hashes of addresses and open connections live for minutes; a backup would keep them for weeks.',
  },
  {
    id: 'CKV_AWS_21',
    reason: 'Deleted songs must be gone: versions would keep them. Pages and logs are replaceable.',
  },
  {
    id: 'CKV_AWS_111',
    resource: /Policy\.(WorkersMachineRole|CustomCDKBucketDeployment)/,
    reason:
      'CDK writes these: the ECS agent reports its machine, and the helper that publishes pages renews the CDN.',
  },
  {
    id: 'CKV_AWS_65',
    reason: 'The scaler publishes the number of tasks; Container Insights would cost extra.',
  },
  {
    id: 'CKV_AWS_68',
    reason:
      'A firewall costs money while idle; it is a setting, and clients and routes are limited.',
  },
  {
    id: 'CKV_AWS_174',
    reason:
      "CloudFront's default certificate determines the protocol; a custom domain requires TLS 1.2.",
  },
];
