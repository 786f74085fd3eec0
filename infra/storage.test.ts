import { objectStoreEnv } from '@my-pitch/shared/aws/object-store';
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

  it('announce uploaded songs, and nothing else, on the queue of upload events', () => {
    template.hasResourceProperties('Custom::S3BucketNotifications', {
      BucketName: { Ref: bucket('Uploads').id },
      NotificationConfiguration: {
        QueueConfigurations: [
          Match.objectLike({
            QueueArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('QueueUploadEvents'), 'Arn'] },
            Events: ['s3:ObjectCreated:*'],
            Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: 'uploads/' }] } },
          }),
        ],
      },
    });
  });
});

describe('the job table', () => {
  it('is encrypted and restorable, has a TTL, a stream and indexes of keys only', () => {
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
        Match.objectLike({
          IndexName: 'by-result',
          KeySchema: [
            { AttributeName: 'resultKey', KeyType: 'HASH' },
            { AttributeName: 'resultsExpireAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        }),
      ],
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
  });
});

describe('an object store beside S3', () => {
  const store = {
    ...{ endpoint: 'http://127.0.0.1:9000', publicEndpoint: 'http://127.0.0.1:9000' },
    ...{ region: 'us-east-1', accessKeyId: 'minio', secretAccessKey: 'secret' },
  };
  const withStore = (context: Record<string, string> = {}) =>
    synthesise({ target: 'local', context, variables: objectStoreEnv(store) });

  it('holds the songs: no bucket for them is created, and S3 announces nothing', () => {
    const ids = Object.keys(withStore().findResources('AWS::S3::Bucket'));
    expect(ids.filter((id) => !id.includes('AccessLogs'))).toEqual([]);
    withStore().resourceCountIs('Custom::S3BucketNotifications', 0);
  });

  it('is known to every function, under the configured names', () => {
    const named = withStore({ uploadsBucketName: 'songs-in', resultsBucketName: 'songs-out' });
    const ours = Object.entries(named.findResources('AWS::Lambda::Function')).filter(([id]) =>
      id.startsWith('Functions'),
    );
    expect(ours.length).toBeGreaterThanOrEqual(8);
    for (const [, { Properties }] of ours) {
      expect(Properties.Environment.Variables).toMatchObject({
        OBJECT_STORE_ENDPOINT: 'http://127.0.0.1:9000',
        OBJECT_STORE_SECRET_ACCESS_KEY: 'secret',
        UPLOADS_BUCKET_NAME: 'songs-in',
        RESULTS_BUCKET_NAME: 'songs-out',
      });
    }
  });

  it('calls its buckets original-tracks and separated-tracks by default', () => {
    withStore().hasOutput('UploadsBucketName', { Value: 'original-tracks' });
    withStore().hasOutput('ResultsBucketName', { Value: 'separated-tracks' });
  });

  it('is refused on AWS, where its secret would be in the template', () => {
    expect(() => synthesise({ target: 'aws', variables: objectStoreEnv(store) })).toThrow(
      /on AWS the object store is S3/,
    );
  });
});

it('the buckets on S3 have the configured names', () => {
  const named = synthesise({ target: 'aws', context: { uploadsBucketName: 'songs-in' } });
  named.hasResourceProperties('AWS::S3::Bucket', { BucketName: 'songs-in' });
});
