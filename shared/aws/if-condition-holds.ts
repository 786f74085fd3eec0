import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';

/** Waits for a conditional write. Returns whether its condition held; if not, nothing changed. */
export async function ifConditionHolds(write: Promise<unknown>): Promise<boolean> {
  return (await answerIfConditionHolds(write.then(() => true))) ?? false;
}

/** The answer to a conditional write; `undefined` if its condition did not hold and nothing changed. */
export async function answerIfConditionHolds<Answer>(
  write: Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}
