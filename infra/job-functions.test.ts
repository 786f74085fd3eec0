import {
  clientEnvSchema,
  functionEnvSchema,
  onUploadEnvSchema,
  originEnvSchema,
  resultLinksEnvSchema,
} from '@my-pitch/shared/env';
import { jobStatuses } from '@my-pitch/shared/status';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { permissionsOf } from './testing/permissions.ts';
import { synthesise } from './testing/synthesise.ts';

const template = synthesise({ target: 'local' });

describe('the functions', () => {
  it.each([
    [
      'CreateJobRole',
      [
        'dynamodb:GetItem StorageJobs',
        'dynamodb:PutItem StorageJobs',
        'dynamodb:UpdateItem ProtectionClients',
        'dynamodb:UpdateItem StorageJobs',
        's3:PutObject StorageUploads/uploads/*/source',
      ],
    ],
    ['GetJobRole', ['dynamodb:GetItem StorageJobs', 's3:GetObject StorageResults/results/*/*']],
    ['GetLimitsRole', []],
    ['DescribeApiRole', []],
    [
      'CancelJobRole',
      [
        'dynamodb:GetItem StorageJobs',
        'dynamodb:UpdateItem ProtectionClients',
        'dynamodb:UpdateItem StorageJobs',
        's3:DeleteObject StorageResults/results/*/*',
        's3:DeleteObject StorageUploads/uploads/*/source',
      ],
    ],
    [
      'GetCorrectionsRole',
      [
        'dynamodb:GetItem StorageJobs',
        's3:GetObject StorageResults/results/*/corrections.json',
        's3:ListBucket StorageResults',
      ],
    ],
    [
      'PutCorrectionsRole',
      [
        'dynamodb:GetItem StorageJobs',
        'dynamodb:UpdateItem ProtectionClients',
        's3:GetObject StorageResults/results/*/corrections.json',
        's3:ListBucket StorageResults',
        's3:PutObject StorageResults/results/*/corrections.json',
      ],
    ],
    [
      'OnUploadRole',
      [
        'dynamodb:GetItem StorageJobs',
        'dynamodb:Query StorageJobs/index/by-result',
        'dynamodb:UpdateItem StorageJobs',
        's3:DeleteObject StorageResults/results/*/*',
        's3:DeleteObject StorageUploads/uploads/*/source',
        's3:GetObject StorageResults/results/*/*',
        's3:GetObject StorageUploads/uploads/*/source',
        's3:ListBucket StorageUploads',
        's3:PutObject StorageResults/results/*/*',
        'sqs:ChangeMessageVisibility QueueUploadEvents',
        'sqs:DeleteMessage QueueUploadEvents',
        'sqs:GetQueueAttributes QueueUploadEvents',
        'sqs:GetQueueUrl QueueUploadEvents',
        'sqs:ReceiveMessage QueueUploadEvents',
        'sqs:SendMessage QueueJobs',
      ],
    ],
    [
      'OnDeadUploadRole',
      [
        'dynamodb:GetItem StorageJobs',
        'dynamodb:UpdateItem StorageJobs',
        's3:DeleteObject StorageUploads/uploads/*/source',
        'sqs:ChangeMessageVisibility QueueDeadUploadEvents',
        'sqs:DeleteMessage QueueDeadUploadEvents',
        'sqs:GetQueueAttributes QueueDeadUploadEvents',
        'sqs:GetQueueUrl QueueDeadUploadEvents',
        'sqs:ReceiveMessage QueueDeadUploadEvents',
      ],
    ],
    [
      'OnDeadLetterRole',
      [
        'dynamodb:GetItem StorageJobs',
        'dynamodb:UpdateItem StorageJobs',
        'sqs:ChangeMessageVisibility QueueDeadLetters',
        'sqs:DeleteMessage QueueDeadLetters',
        'sqs:GetQueueAttributes QueueDeadLetters',
        'sqs:GetQueueUrl QueueDeadLetters',
        'sqs:ReceiveMessage QueueDeadLetters',
      ],
    ],
    [
      'ExpireRole',
      [
        'dynamodb:GetItem StorageJobs',
        'dynamodb:Query StorageJobs/index/by-sweep',
        'dynamodb:UpdateItem StorageJobs',
        's3:DeleteObject StorageResults/results/*/*',
        's3:DeleteObject StorageUploads/uploads/*/source',
        's3:ListBucket StorageResults',
        's3:ListBucket StorageUploads',
      ],
    ],
    [
      'QueueCountsRole',
      [
        'dynamodb:DescribeStream StorageJobs',
        'dynamodb:GetItem StorageJobs',
        'dynamodb:GetRecords StorageJobs',
        'dynamodb:GetShardIterator StorageJobs',
        'dynamodb:ListStreams StorageJobs',
        'dynamodb:Query StorageJobs/index/by-sweep',
        'dynamodb:UpdateItem StorageJobs',
      ],
    ],
  ] as const)('%s has exactly these permissions, and writes its log', (role, expected) => {
    const permissions = permissionsOf(template, role);
    expect(permissions.filter((line) => !line.startsWith('logs:'))).toEqual(expected);
    expect(
      permissions.filter((line) => line.startsWith('logs:')).map((line) => line.split(' ')[0]),
    ).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents']);
  });

  it.each(['local', 'aws'] as const)('have on %s exactly the environment they parse', (target) => {
    const functions = Object.entries(synthesise({ target }).findResources('AWS::Lambda::Function'));
    const ours = functions.filter(([id]) => id.startsWith('Functions'));
    expect(ours).toHaveLength(12);
    for (const [id, { Properties }] of ours) {
      const schemas = [
        /OnUpload/.test(id) && target === 'aws' ? onUploadEnvSchema : functionEnvSchema,
        ...(/CreateJob|GetJob|GetLimits|CancelJob|DescribeApi|Corrections/.test(id)
          ? [originEnvSchema]
          : []),
        ...(/CreateJob|CancelJob|PutCorrections/.test(id) ? [clientEnvSchema] : []),
        ...(target === 'aws' && /GetJob/.test(id) ? [resultLinksEnvSchema] : []),
      ];
      expect(Object.keys(Properties.Environment.Variables).sort()).toEqual(
        schemas.flatMap(({ shape }) => Object.keys(shape)).sort(),
      );
      expect(Properties.Environment.Variables.S3_FORCE_PATH_STYLE).toBe(String(target === 'local'));
    }
  });

  it('receive the operator’s limits', () => {
    const limited = synthesise({
      target: 'local',
      context: { maxUploadBytes: '1000', maxDurationSeconds: '60', maxQueuedJobs: '3' },
    });
    limited.resourcePropertiesCountIs(
      'AWS::Lambda::Function',
      {
        Environment: {
          Variables: { MAX_UPLOAD_BYTES: '1000', MAX_DURATION_SECONDS: '60', MAX_QUEUED_JOBS: '3' },
        },
      },
      12,
    );
  });

  it.each(['CreateJob', 'QueueCounts'])('%s may change no job, only the counters', (name) => {
    const [policy] = Object.values(template.findResources('AWS::IAM::Policy')).filter((each) =>
      each.Properties.PolicyName.includes(name),
    );
    const updates = policy?.Properties.PolicyDocument.Statement.filter(
      ({ Action, Resource }: { Action: string | string[]; Resource: unknown }) =>
        [Action].flat().includes('dynamodb:UpdateItem') &&
        JSON.stringify(Resource).includes('StorageJobs'),
    );
    expect(updates).toEqual([
      expect.objectContaining({
        Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['queue'] } },
      }),
    ]);
  });

  it.each([
    ['Expire', 'rate(5 minutes)'],
    ['QueueCounts', 'rate(1 hour)'],
  ])('%s runs at the %s', (name, ScheduleExpression) => {
    template.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression,
      Targets: [
        Match.objectLike({
          Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp(`^Functions${name}`), 'Arn'] },
        }),
      ],
    });
  });

  it('expire ends each run before the next', () => {
    const [expire] = Object.entries(template.findResources('AWS::Lambda::Function')).filter(
      ([id]) => id.startsWith('FunctionsExpire'),
    );
    expect(expire?.[1].Properties.Timeout).toBeLessThanOrEqual(5 * 60);
  });

  it('estimate the start of a worker only where workers come and go', () => {
    const startOf = (target: 'local' | 'aws') =>
      Object.values(synthesise({ target }).findResources('AWS::Lambda::Function'))
        .map(({ Properties }) => Properties.Environment?.Variables?.WORKER_START_SECONDS)
        .find((seconds) => seconds !== undefined);
    expect([startOf('local'), startOf('aws')]).toEqual(['0', '90']);
  });

  it('of the counters receive every change of a status and each new attempt, but no progress', () => {
    const [source] = Object.values(
      template.findResources('AWS::Lambda::EventSourceMapping'),
    ).filter(({ Properties }) => Properties.FilterCriteria);
    const patterns = source?.Properties.FilterCriteria.Filters.map(
      ({ Pattern }: { Pattern: string }) => JSON.parse(Pattern).dynamodb,
    );
    const image = (status: string, fraction = '0.5') => ({
      status: { S: status },
      progress: { M: { overallFraction: { N: fraction } } },
    });
    const isReceived = (change: object) =>
      patterns.some((pattern: object) => matches(pattern, change));
    const changes = jobStatuses.flatMap((from) =>
      jobStatuses.filter((to) => to !== from).map((to) => [from, to] as const),
    );
    for (const [from, to] of changes) {
      expect(isReceived({ OldImage: image(from), NewImage: image(to) })).toBe(true);
    }
    expect(isReceived({ NewImage: image('awaiting-upload') })).toBe(true);
    const attempt = { OldImage: image('processing'), NewImage: image('processing', '0') };
    expect(isReceived(attempt)).toBe(true);
    const progress = { OldImage: image('processing'), NewImage: image('processing', '0.6') };
    expect(isReceived(progress)).toBe(false);
    expect(isReceived({ NewImage: { jobId: { S: 'queue' }, tickets: { N: '1' } } })).toBe(false);
  });
});

/** Whether an event matches a filter of Lambda: each leaf lists the accepted values. */
function matches(pattern: object, event: unknown): boolean {
  return Object.entries(pattern).every(([name, accepted]) => {
    const value = Object(event)[name];
    return Array.isArray(accepted) ? accepted.includes(value) : matches(accepted, value);
  });
}
