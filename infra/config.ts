import { randomBytes } from 'node:crypto';
import { type ObjectStore, objectStoreOf } from '@my-pitch/shared/aws/object-store';
import { objectStoreEnvSchema, parseEnv } from '@my-pitch/shared/env';
import { defaultClientLimit, defaultLimits, type RateLimit } from '@my-pitch/shared/limits';
import { minOriginSecretLength } from '@my-pitch/shared/origin';
import type { Node } from 'constructs';
import { z } from 'zod';

/** The stacks that fit into one account: `staging` may be deleted, `production` is protected. */
const envSchema = z.enum(['production', 'staging']).default('production');
const count = z.coerce.number().int().positive();

const bucketName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
  .optional();

/** Refuses a setting of an earlier version: to ignore it could remove capacity. */
const replacedBy = (names: string) => z.undefined({ error: `It was replaced by ${names}` });

/** The operator's settings: `-c name=value` or the context of cdk.json. See docs/operations.md. */
const configSchema = z
  .object({
    /** `local`: deploy to the local AWS emulator. `aws`: add web hosting and workers. */
    target: z.enum(['local', 'aws']),
    env: envSchema,
    maxUploadBytes: count.default(defaultLimits.maxUploadBytes),
    maxDurationSeconds: count.default(defaultLimits.maxDurationSeconds),
    maxQueuedJobs: count.default(defaultLimits.maxQueuedJobs),
    /** Songs that one client may send at once, and on average; by default shares of `maxQueuedJobs`. */
    clientBurst: count.optional(),
    clientSongsPerHour: count.optional(),
    /**
     * Requests a second of all clients together, by route; for a moment twice as many. More than one
     * client can send, or it would use up the route for everybody before its own limit refuses it.
     */
    createsPerSecond: count.default(400),
    pollsPerSecond: count.default(1000),
    deletesPerSecond: count.default(400),
    correctionReadsPerSecond: count.default(1000),
    correctionWritesPerSecond: count.default(400),
    limitsPerSecond: count.default(400),
    /** Requests of one address in five minutes above which a firewall refuses it. By default no firewall. */
    wafRequestsPerFiveMinutes: count.min(10).optional(),
    /** Name of this deployment; another one changes the secret between CloudFront and the functions. */
    originRotation: z
      .string()
      .min(1)
      .default(() => new Date().toISOString()),
    /** That secret on the local target, by default one that nobody knows. */
    originSecret: z
      .string()
      .min(minOriginSecretLength)
      .default(() => randomBytes(minOriginSecretLength).toString('base64url')),
    /** Duration of a worker's lease and of a message's visibility timeout without a heartbeat. */
    leaseSeconds: count.default(60),
    /** The origin of the pages if known before the deployment: `https://sing.example`. */
    webOrigin: z.url().optional(),
    /** The version of the key that signs links to results; raise it to rotate the key. */
    resultKeyVersion: count.default(1),
    /** A custom domain for the pages; needs a certificate in us-east-1. */
    webDomain: z.hostname().optional(),
    certificateArn: z.string().startsWith('arn:').optional(),
    /** Recipient of alarms. */
    alarmEmail: z.email().optional(),
    /** The account's monthly budget; exceeding it notifies the operator. By default there is none. */
    monthlyBudgetDollars: z.coerce.number().positive().optional(),
    /** Instance types with one GPU and at least 16 GiB, in order of preference. */
    gpuInstanceTypes: z
      .string()
      .transform((list) => list.split(',').map((type) => type.trim()))
      .pipe(z.array(z.string().regex(/^[a-z0-9-]+\.[a-z0-9]+$/)).min(1))
      .prefault('g4dn.xlarge,g5.xlarge'),
    /** Maximum number of workers on Fargate. */
    maxCpuWorkers: count.default(4),
    /**
     * Size of a worker on Fargate. By default the smallest, since a new account may run only a few
     * processors.
     */
    cpuWorkerVcpus: z.enum(['2', '4', '8']).default('2').transform(Number),
    /** Maximum number of workers with a GPU; 0, because a new account may not run any. */
    maxGpuWorkers: z.coerce.number().int().nonnegative().default(0),
    /** Whether GPU machines are spot instances: about a third of the price; a reclaimed one returns its song to the queue. */
    spotWorkers: z.enum(['true', 'false']).default('false'),
    maxWorkers: replacedBy('maxCpuWorkers and maxGpuWorkers'),
    songsPerWorker: replacedBy('nothing: the scaler derives it'),
    /** Another separation model: an https URL and its SHA-256. */
    modelSource: z.url({ protocol: /^https$/ }).optional(),
    modelSha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
    /** The buckets' names; by default those that CloudFormation assigns. */
    uploadsBucketName: bucketName,
    resultsBucketName: bucketName,
  })
  .refine(
    ({ webDomain, certificateArn }) => (webDomain === undefined) === (certificateArn === undefined),
    {
      error: 'webDomain and certificateArn must be set together',
    },
  )
  .refine(
    ({ modelSource, modelSha256 }) => modelSource === undefined || modelSha256 !== undefined,
    {
      error: 'modelSource needs modelSha256',
    },
  );

export type Config = z.infer<typeof configSchema> & {
  /** An object store beside S3, on the local target only. */
  readonly objectStore?: ObjectStore;
};

/** Settings of one environment only: `"environments": { "staging": { … } }`. */
const environmentsSchema = z
  .partialRecord(
    envSchema.unwrap(),
    z.partialRecord(z.enum(Object.keys(configSchema.shape)), z.unknown()),
  )
  .default({});

/**
 * Reads the configuration from the CDK context. Settings of an environment take precedence over general
 * ones. An object store beside S3 is named by `variables`, because a command line would show its secret.
 * @throws {Error} naming each invalid value.
 */
export function readConfig(
  node: Node,
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Config {
  const names = Object.keys(configSchema.shape);
  const general = Object.fromEntries(names.map((name) => [name, node.tryGetContext(name)]));
  const env = parse(envSchema, general.env);
  const environments = parse(environmentsSchema, node.tryGetContext('environments'));
  const config = parse(configSchema, { ...general, ...environments[env], env });
  const objectStore = objectStoreOf(parseEnv(objectStoreEnvSchema, variables));
  if (!objectStore) return config;
  if (config.target === 'local') return { ...config, objectStore };
  throw new Error('OBJECT_STORE_ENDPOINT is set, but on AWS the object store is S3');
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error(`The CDK context is invalid:\n${z.prettifyError(parsed.error)}`);
}

/** Name of the stack; both environments fit into one account. */
export function stackNameOf({ env }: Pick<Config, 'env'>): string {
  return env === 'production' ? 'MyPitch' : `MyPitch-${env}`;
}

/** On one machine all requests come from its user, so its limit is out of reach. */
const localClientLimit: RateLimit = { burst: 10_000, perHour: 3_600_000 };

/** How fast one client may send songs. */
export function clientLimitOf(config: Config): RateLimit {
  const standard =
    config.target === 'local' ? localClientLimit : defaultClientLimit(config.maxQueuedJobs);
  return {
    burst: config.clientBurst ?? standard.burst,
    perHour: config.clientSongsPerHour ?? standard.perHour,
  };
}

/** The origin that may access the buckets; `undefined` until CloudFront has assigned one. */
export function webOriginOf(config: Config): string | undefined {
  if (config.webOrigin) return config.webOrigin;
  if (config.webDomain) return `https://${config.webDomain}`;
  return config.target === 'local' ? 'http://localhost:3000' : undefined;
}
