import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';

/** The query for a group's members in the table of connections that have not expired. */
export function unexpiredMembers(TableName: string, group: string, nowMs: number) {
  return {
    TableName,
    KeyConditionExpression: '#group = :group',
    // The table deletes expired items within days only.
    FilterExpression: 'expiresAtSeconds > :now',
    ExpressionAttributeNames: { '#group': 'group' },
    ExpressionAttributeValues: { ':group': group, ':now': nowMs / 1000 },
  } satisfies QueryCommandInput;
}
