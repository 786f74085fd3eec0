import {
  DeleteParameterCommand,
  GetParameterCommand,
  ParameterNotFound,
  PutParameterCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import type { SecretStore } from '../make-signing-key/ports.ts';

/** Encrypted parameters of Systems Manager; unlike those of Secrets Manager they cost nothing. */
export function createSsmSecretStore(ssm: SSMClient): SecretStore {
  return {
    async read(name) {
      const command = new GetParameterCommand({ Name: name, WithDecryption: true });
      const found = await unlessMissing(() => ssm.send(command));
      return found?.Parameter?.Value;
    },
    async create(name, value) {
      await ssm.send(
        new PutParameterCommand({
          Name: name,
          Value: value,
          Type: 'SecureString',
          Overwrite: false,
        }),
      );
    },
    async remove(name) {
      await unlessMissing(() => ssm.send(new DeleteParameterCommand({ Name: name })));
    },
  };
}

async function unlessMissing<Result>(ask: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ParameterNotFound) return undefined;
    throw error;
  }
}
