import { InvocationType, InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { UploadNotice } from '../scale/count-queued-songs.ts';

/**
 * Invokes the scaler without waiting for its run. Where there is no scaler, nothing happens.
 * @param functionName `undefined` without a scaler.
 */
export function createScalerWaker(
  lambda: LambdaClient,
  functionName: string | undefined,
): (queuedSongs: number) => Promise<void> {
  return async (queuedSongs) => {
    if (functionName === undefined) return;
    const notice: UploadNotice = { queuedSongs };
    await lambda.send(
      new InvokeCommand({
        FunctionName: functionName,
        InvocationType: InvocationType.Event,
        Payload: JSON.stringify(notice),
      }),
    );
  };
}
