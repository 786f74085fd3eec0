import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { synthesise } from './testing/synthesise.ts';

const template = synthesise({ target: 'aws' });

/** The one bucket whose logical id contains these letters, with its policy. */
function bucket(name: string) {
  const [id = ''] = Object.keys(template.findResources('AWS::S3::Bucket')).filter((each) =>
    each.includes(name),
  );
  return { id, properties: template.toJSON().Resources[id].Properties };
}

describe('the buckets', () => {
  it('are private and encrypted and refuse plain HTTP', () => {
    const buckets = Object.keys(template.findResources('AWS::S3::Bucket'));
    expect(buckets).toHaveLength(4);
    template.allResourcesProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
        ],
      },
    });
    for (const id of buckets) {
      template.hasResourceProperties('AWS::S3::BucketPolicy', {
        Bucket: { Ref: id },
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({
              Effect: 'Deny',
              Action: 's3:*',
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            }),
          ]),
        },
      });
    }
  });

  it.each([
    ['Uploads', 1],
    ['Results', 7],
  ])('expire: %s after %i day(s), incomplete uploads after one', (name, days) => {
    expect(bucket(name).properties.LifecycleConfiguration.Rules).toEqual([
      { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: 'Enabled' },
      { ExpirationInDays: days, Status: 'Enabled' },
    ]);
  });

  it.each(['Uploads', 'Results'])('keep no log of requests for %s: they have ids', (name) => {
    expect(bucket(name).properties).not.toHaveProperty('LoggingConfiguration');
  });

  it('allow CORS from the configured origin only', () => {
    const local = synthesise({ target: 'local', context: { webOrigin: 'http://localhost:3100' } });
    const cors = (method: string) => ({
      CorsConfiguration: {
        CorsRules: [
          Match.objectLike({
            AllowedOrigins: ['http://localhost:3100'],
            AllowedMethods: Match.arrayWith([method]),
          }),
        ],
      },
    });
    local.resourcePropertiesCountIs('AWS::S3::Bucket', cors('POST'), 1);
    local.resourcePropertiesCountIs('AWS::S3::Bucket', cors('GET'), 1);
  });

  it('notify the upload function of uploaded songs only', () => {
    template.hasResourceProperties('Custom::S3BucketNotifications', {
      BucketName: { Ref: bucket('Uploads').id },
      NotificationConfiguration: {
        LambdaFunctionConfigurations: [
          Match.objectLike({
            Events: ['s3:ObjectCreated:*'],
            Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: 'uploads/' }] } },
          }),
        ],
      },
    });
  });
});

describe('the job table', () => {
  it('is encrypted and restorable, has a TTL, a stream and an index of keys only', () => {
    template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'jobId', KeyType: 'HASH' }],
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      TimeToLiveSpecification: { AttributeName: 'recordExpiresAtSeconds', Enabled: true },
      Replicas: [
        Match.objectLike({
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        }),
      ],
      GlobalSecondaryIndexes: [
        Match.objectLike({
          IndexName: 'by-sweep',
          KeySchema: [
            { AttributeName: 'sweepKey', KeyType: 'HASH' },
            { AttributeName: 'statusSince', KeyType: 'RANGE' },
          ],
          // A worker's progress must not change the index.
          Projection: { ProjectionType: 'KEYS_ONLY' },
        }),
      ],
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
  });
});
