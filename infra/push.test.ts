import { socketEnvSchema } from '@my-pitch/shared/env';
import { describe, expect, it } from 'vitest';
import { permissionsOf } from './testing/permissions.ts';
import { synthesise } from './testing/synthesise.ts';

const template = synthesise({ target: 'local' });
const certificateArn = 'arn:aws:acm:us-east-1:111122223333:certificate/0';
const aws = synthesise({ target: 'aws', context: { webDomain: 'sing.example', certificateArn } });

const stageOf = (of: typeof template) =>
  Object.values(of.findResources('AWS::ApiGatewayV2::Stage')).find(
    ({ Properties }) => Properties.StageName === 'live',
  )?.Properties;
const functionsOf = (of: typeof template) =>
  Object.entries(of.findResources('AWS::Lambda::Function')).filter(([id]) => id.startsWith('Push'));

describe('the WebSocket API', () => {
  it('has these routes, chosen by the action in the message', () => {
    const routes = Object.entries(template.findResources('AWS::ApiGatewayV2::Route'))
      .filter(([id]) => id.startsWith('PushSockets'))
      .map(([, { Properties }]) => Properties.RouteKey);
    expect(routes.sort()).toEqual(['$connect', '$disconnect', 'follow']);
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      ProtocolType: 'WEBSOCKET',
      RouteSelectionExpression: '$request.body.action',
    });
  });

  it('is throttled, and its log has no ids and no addresses', () => {
    const stage = stageOf(template);
    expect(stage.DefaultRouteSettings).toMatchObject({
      ThrottlingRateLimit: 500,
      ThrottlingBurstLimit: 1000,
    });
    const { Format, DestinationArn } = stage.AccessLogSettings;
    expect(DestinationArn).toBeDefined();
    expect(Format).not.toMatch(/connection|identity|body|ip\b|message/i);
  });

  it('may write its log on AWS, also after another stack of the account was deleted', () => {
    const [account] = Object.values(aws.findResources('AWS::ApiGateway::Account'));
    expect(account?.DeletionPolicy).toBe('Retain');
    const [roleId] = account?.Properties.CloudWatchRoleArn['Fn::GetAtt'] ?? [];
    expect(aws.findResources('AWS::IAM::Role')[roleId]?.DeletionPolicy).toBe('Retain');
    template.resourceCountIs('AWS::ApiGateway::Account', 0);
  });
});

describe('its functions', () => {
  const known = Object.keys(socketEnvSchema.shape);

  it.each([
    ['local', template],
    ['aws', aws],
  ] as const)('have on %s the environment that they parse', (_, of) => {
    const functions = functionsOf(of);
    expect(functions).toHaveLength(4);
    for (const [, { Properties }] of functions) {
      const { Variables } = Properties.Environment;
      expect(Object.keys(Variables).filter((name) => !known.includes(name))).toEqual([]);
      for (const required of known.filter((name) => name !== 'WEB_ORIGIN')) {
        expect(Variables).toHaveProperty(required);
      }
    }
  });

  it('know the origin of the pages if it is known before the deployment', () => {
    const originsOf = (of: typeof template) =>
      new Set(functionsOf(of).map(([, each]) => each.Properties.Environment.Variables.WEB_ORIGIN));
    expect([...originsOf(aws)]).toEqual(['https://sing.example']);
    expect([...originsOf(synthesise({ target: 'aws' }))]).toEqual([undefined]);
  });

  it('have only these permissions', () => {
    const of = (role: string) =>
      permissionsOf(template, role).filter((line) => !line.startsWith('logs:'));
    expect(of('PushConnectRole')).toEqual([]);
    expect(of('PushDisconnectRole')).toEqual([
      'dynamodb:BatchWriteItem PushConnections',
      'dynamodb:GetItem PushConnections',
    ]);
    const followers = ['BatchWriteItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'];
    const ofFollow = of('PushFollowRole');
    expect(ofFollow.slice(0, -1)).toEqual(
      [
        ...followers.map((operation) => `dynamodb:${operation} PushConnections`),
        'dynamodb:GetItem StorageJobs',
      ].toSorted(),
    );
    expect(ofFollow.at(-1)).toMatch(
      /^execute-api:ManageConnections .*PushSockets\/live\/POST\/@connections\/\*$/,
    );
    const ofPush = of('PushPushRole').filter((line) => !/Stream|Shard|Records/.test(line));
    expect(ofPush).toEqual(ofFollow);
  });
});

it('the stream feeds changes of jobs and of the queue’s counters to `push`, and nothing else', () => {
  const [, mapping] =
    Object.entries(template.findResources('AWS::Lambda::EventSourceMapping')).find(([id]) =>
      id.startsWith('Push'),
    ) ?? [];
  const filters: { Pattern: string }[] = mapping?.Properties.FilterCriteria.Filters;
  expect(filters.map(({ Pattern }) => JSON.parse(Pattern))).toEqual([
    {
      eventName: ['MODIFY'],
      dynamodb: {
        NewImage: {
          status: { S: ['queued', 'processing', 'completed', 'failed', 'cancelled', 'expired'] },
        },
      },
    },
    { eventName: ['MODIFY'], dynamodb: { Keys: { jobId: { S: ['queue'] } } } },
  ]);
  expect(JSON.stringify(mapping?.Properties.EventSourceArn)).toMatch(/StorageJobs.*StreamArn/);
});

it('forgets connections that nobody removed', () => {
  const [, connections] =
    Object.entries(template.findResources('AWS::DynamoDB::GlobalTable')).find(([id]) =>
      id.startsWith('PushConnections'),
    ) ?? [];
  expect(connections?.Properties.TimeToLiveSpecification).toEqual({
    AttributeName: 'expiresAtSeconds',
    Enabled: true,
  });
});
