import { defaultLimits } from '@my-pitch/shared/limits';
import type { Node } from 'constructs';
import { z } from 'zod';

const count = z.coerce.number().int().positive();

/**
 * What an operator can choose, each by `-c name=value` or in cdk.json. Docs: docs/operations.md.
 */
const configSchema = z
  .object({
    /** `local`: into the one-machine stand-in. `aws`: the same, with web hosting and the GPU service. */
    target: z.enum(['local', 'aws']),
    maxUploadBytes: count.default(defaultLimits.maxUploadBytes),
    maxDurationSeconds: count.default(defaultLimits.maxDurationSeconds),
    maxQueuedJobs: count.default(defaultLimits.maxQueuedJobs),
    /** How long a worker's claim, and a message's invisibility, last without a heartbeat. */
    leaseSeconds: count.default(60),
    /** Where the pages are served, when that is known before the deployment: `https://sing.example`. */
    webOrigin: z.url().optional(),
    /** The pages' own domain, with a certificate for it in us-east-1. */
    webDomain: z.hostname().optional(),
    certificateArn: z.string().startsWith('arn:').optional(),
    /** Who is told of alarms. */
    alarmEmail: z.email().optional(),
    /** Instance types with one GPU and at least 16 GiB, in order of preference. */
    gpuInstanceTypes: z
      .string()
      .transform((list) => list.split(',').map((type) => type.trim()))
      .pipe(z.array(z.string().regex(/^[a-z0-9-]+\.[a-z0-9]+$/)).min(1))
      .prefault('g4dn.xlarge,g5.xlarge'),
    /** The most GPUs at once. */
    maxWorkers: count.default(4),
    /** Songs, waiting and in work, per worker above which another worker is started. */
    songsPerWorker: count.default(4),
    /** Spot instances cost about a third; a reclaimed one gives its song back to the queue. */
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
      error: 'webDomain and certificateArn belong together',
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
 * @throws {Error} that names each value that is wrong.
 */
export function readConfig(node: Node): Config {
  const names = Object.keys(configSchema.shape);
  const parsed = configSchema.safeParse(
    Object.fromEntries(names.map((name) => [name, node.tryGetContext(name)])),
  );
  if (!parsed.success) {
    throw new Error(`The CDK context is not usable:\n${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}

/** The one origin whose pages may talk to the buckets; `undefined` while CloudFront has yet to choose it. */
export function webOriginOf(config: Config): string | undefined {
  if (config.webOrigin) return config.webOrigin;
  if (config.webDomain) return `https://${config.webDomain}`;
  return config.target === 'local' ? 'http://localhost:3000' : undefined;
}
