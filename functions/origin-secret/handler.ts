import { parseEnv } from '@my-pitch/shared/env';
import { z } from 'zod';
import { answerCloudFormation } from '../aws/cloudformation-answer.ts';
import { originSecretAnswer, originSecretRequestSchema } from './derive-secrets.ts';

const env = parseEnv(z.object({ ORIGIN_KEY: z.string().min(32) }), process.env);

/** A custom resource of CloudFormation: the secret between CloudFront and the functions. */
export async function handler(event: unknown): Promise<void> {
  const request = originSecretRequestSchema.parse(event);
  await answerCloudFormation(request.ResponseURL, originSecretAnswer(request, env.ORIGIN_KEY));
}
