import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackResourceCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import {
  DescribeTableCommand,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, expect, inject, it } from 'vitest';
import { awsClientOptions } from '../testing/aws-client-options.ts';

/** An update of the product must not cost its users their songs. */
const { workerEnv } = inject('stack');
const client = awsClientOptions(workerEnv);
const cloudFormation = new CloudFormationClient(client);
const dynamo = new DynamoDBClient(client);
const StackName = 'TableUpdate';

/** A stack with a table whose name CloudFormation chooses, as the product's. */
function templateWith(indexName: string, key: string, more: object = {}): string {
  const names = ['jobId', key];
  const Properties = {
    AttributeDefinitions: names.map((name) => ({ AttributeName: name, AttributeType: 'S' })),
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'jobId', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: indexName,
        KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
    Replicas: [{ Region: client.region }],
    ...more,
  };
  const Jobs = { Type: 'AWS::DynamoDB::GlobalTable', Properties };
  return JSON.stringify({ Resources: { Jobs } });
}

async function settled() {
  const resource = { StackName, LogicalResourceId: 'Jobs' };
  const read = async () =>
    (await cloudFormation.send(new DescribeStackResourceCommand(resource))).StackResourceDetail;
  await expect
    .poll(async () => (await read())?.ResourceStatus, { timeout: 30_000 })
    .toMatch(/COMPLETE/);
  return (await read())?.PhysicalResourceId;
}

afterAll(async () => void (await cloudFormation.send(new DeleteStackCommand({ StackName }))));

it('a table that gets another index and a stream keeps its name and its items', async () => {
  const before = templateWith('by-status', 'status');
  await cloudFormation.send(new CreateStackCommand({ StackName, TemplateBody: before }));
  const TableName = await settled();
  const Item = { jobId: { S: 'song' } };
  await dynamo.send(new PutItemCommand({ TableName, Item }));

  const StreamSpecification = { StreamViewType: 'NEW_AND_OLD_IMAGES' };
  const after = templateWith('by-sweep', 'sweepKey', { StreamSpecification });
  await cloudFormation.send(new UpdateStackCommand({ StackName, TemplateBody: after }));
  const describe = () => dynamo.send(new DescribeTableCommand({ TableName }));
  await expect
    .poll(async () => (await describe()).Table?.GlobalSecondaryIndexes, { timeout: 30_000 })
    .toMatchObject([{ IndexName: 'by-sweep' }]);
  expect((await describe()).Table).toMatchObject({ StreamSpecification });
  expect(await settled()).toBe(TableName);
  expect((await dynamo.send(new ScanCommand({ TableName }))).Items).toEqual([Item]);
});
