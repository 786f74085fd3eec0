import { SSMClient } from '@aws-sdk/client-ssm';
import { answerCloudFormation } from '../aws/cloudformation-answer.ts';
import { createSsmSecretStore } from '../aws/ssm-secret-store.ts';
import { answerKeyRequest, keyRequestSchema } from './custom-resource.ts';

const store = createSsmSecretStore(new SSMClient({}));

/** A custom resource of CloudFormation: the key pair that signs the links to results. */
export async function handler(event: unknown): Promise<void> {
  await answerKeyRequest(keyRequestSchema.parse(event), store, answerCloudFormation);
}
