/** The options of AWS SDK clients in the environment of a test stack's worker. */
export function awsClientOptions(workerEnv: Readonly<Record<string, string | undefined>>) {
  return {
    endpoint: workerEnv.AWS_ENDPOINT_URL ?? '',
    region: workerEnv.AWS_REGION ?? '',
    credentials: {
      accessKeyId: workerEnv.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: workerEnv.AWS_SECRET_ACCESS_KEY ?? '',
    },
  };
}
