import { defaultLimits } from '@my-pitch/shared/limits';
import type { Node } from 'constructs';
import { z } from 'zod';

const count = z.coerce.number().int().positive();

/** The operator's settings: `-c name=value` or the context of cdk.json. See docs/operations.md. */
const configSchema = z
  .object({
    /** `local`: deploy to the local AWS emulator. `aws`: add web hosting and the GPU service. */
    target: z.enum(['local', 'aws']),
    maxUploadBytes: count.default(defaultLimits.maxUploadBytes),
    maxDurationSeconds: count.default(defaultLimits.maxDurationSeconds),
    maxQueuedJobs: count.default(defaultLimits.maxQueuedJobs),
    /** Duration of a worker's lease and of a message's visibility timeout without a heartbeat. */
    leaseSeconds: count.default(60),
    /** The origin of the pages if known before the deployment: `https://sing.example`. */
    webOrigin: z.url().optional(),
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
    /** Maximum number of workers, each with one GPU. */
    maxWorkers: count.default(4),
    /** Songs (waiting and processing) per worker at which another worker is started. */
    songsPerWorker: count.default(4),
    /** Whether to use spot instances: about a third of the price; a reclaimed one returns its song to the queue. */
    spotWorkers: z.enum(['true', 'false']).default('false'),
    /** Another separation model: an https URL and its SHA-256. */
    modelSource: z.url({ protocol: /^https$/ }).optional(),
    modelSha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
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

export type Config = z.infer<typeof configSchema>;

/**
 * Reads the configuration from the CDK context.
 * @throws {Error} naming each invalid value.
 */
export function readConfig(node: Node): Config {
  const names = Object.keys(configSchema.shape);
  const parsed = configSchema.safeParse(
    Object.fromEntries(names.map((name) => [name, node.tryGetContext(name)])),
  );
  if (!parsed.success) {
    throw new Error(`The CDK context is invalid:\n${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}

/** The origin that may access the buckets; `undefined` until CloudFront has assigned one. */
export function webOriginOf(config: Config): string | undefined {
  if (config.webOrigin) return config.webOrigin;
  if (config.webDomain) return `https://${config.webDomain}`;
  return config.target === 'local' ? 'http://localhost:3000' : undefined;
}
