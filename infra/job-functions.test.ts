import { functionEnvSchema, getJobEnvSchema } from '@my-pitch/shared/env';
import { describe, expect, it } from 'vitest';
import { permissionsOf } from './testing/permissions.ts';
import { synthesise } from './testing/synthesise.ts';

const template = synthesise({ target: 'local' });

describe('the functions', () => {
  it.each([
    [
      'CreateJobRole',
      [
        'dynamodb:PutItem StorageJobs',
        'dynamodb:Query StorageJobs/index/by-status',
        's3:PutObject StorageUploads/uploads/*/source',
      ],
    ],
    [
      'GetJobRole',
      [
        'dynamodb:GetItem StorageJobs',
        'dynamodb:Query StorageJobs/index/by-status',
        's3:GetObject StorageResults/results/*/*',
      ],
    ],
    ['GetLimitsRole', []],
    [
      'CancelJobRole',
      [
        'dynamodb:GetItem StorageJobs',
        'dynamodb:UpdateItem StorageJobs',
        's3:DeleteObject StorageResults/results/*/*',
        's3:DeleteObject StorageUploads/uploads/*/source',
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
        'sqs:SendMessage QueueJobs',
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
        'dynamodb:Query StorageJobs/index/by-status',
        'dynamodb:UpdateItem StorageJobs',
        's3:DeleteObject StorageResults/results/*/*',
        's3:DeleteObject StorageUploads/uploads/*/source',
        's3:ListBucket StorageResults',
        's3:ListBucket StorageUploads',
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
    expect(ours).toHaveLength(7);
    for (const [id, { Properties }] of ours) {
      const isGetJob = target === 'aws' && id.startsWith('FunctionsGetJob');
      const { shape } = isGetJob ? getJobEnvSchema : functionEnvSchema;
      expect(Object.keys(Properties.Environment.Variables).sort()).toEqual(
        Object.keys(shape).sort(),
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
      7,
    );
  });

  it('expire stale uploads every hour', () => {
    template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(1 hour)' });
  });
});
