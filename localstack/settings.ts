import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { localFolder } from './paths.ts';

const portSchema = z.coerce
  .number('must be a number')
  .int()
  .min(1024, 'must be 1024 or more')
  .max(65535, 'must be 65535 or less');

/** Settings of `npm start`. */
export interface Settings {
  readonly webPort: number;
  readonly awsPort: number;
  /** Folder for state that survives restarts; per port, because stored URLs contain the port. */
  readonly stateDir: string;
}

const startUsage = `Usage: npm start -- [--port 3000] [--aws-port 4566]
  or set MY_PITCH_PORT and MY_PITCH_AWS_PORT.`;

/**
 * Reads the command line and the environment; the command line takes precedence.
 * @throws {Error} with the reason and the usage.
 */
export function readSettings(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Settings {
  const flags = readFlags(args);
  const webPort = readPort('--port', flags.port ?? env.MY_PITCH_PORT ?? '3000');
  const awsPort = readPort('--aws-port', flags['aws-port'] ?? env.MY_PITCH_AWS_PORT ?? '4566');
  if (webPort === awsPort) throw new Error('--port and --aws-port must differ');
  return { webPort, awsPort, stateDir: join(localFolder, `aws-${awsPort}`) };
}

function readFlags(args: readonly string[]) {
  try {
    const options = { port: { type: 'string' }, 'aws-port': { type: 'string' } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${reason}\n${startUsage}`, { cause: error });
  }
}

function readPort(name: string, text: string): number {
  const parsed = portSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map((issue) => issue.message).join(', ');
  throw new Error(`${name} ${text}: ${reasons}\n${startUsage}`);
}
