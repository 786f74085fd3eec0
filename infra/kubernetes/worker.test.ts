import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workerEnvSchema } from '@my-pitch/shared/env';
import { expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const path = join(import.meta.dirname, 'worker.yaml');
const documents = z
  .array(z.looseObject({ kind: z.string() }))
  .parse(parseAllDocuments(readFileSync(path, 'utf8')).map((each) => each.toJSON()));
const dockerfile = readFileSync(join(import.meta.dirname, '../../gpu-worker/Dockerfile'), 'utf8');

const probe = z.object({ exec: z.object({ command: z.array(z.string()) }) });
const containerSchema = z.object({
  env: z.array(z.object({ name: z.string(), value: z.string() })),
  startupProbe: probe,
  livenessProbe: probe,
  volumeMounts: z.array(z.object({ mountPath: z.string() })),
});
const deploymentSchema = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    template: z.object({
      spec: z.object({
        serviceAccountName: z.string(),
        securityContext: z.object({ runAsUser: z.number() }),
        containers: z.tuple([containerSchema]),
      }),
    }),
  }),
});
const scaledSchema = z.object({
  spec: z.object({
    scaleTargetRef: z.object({ name: z.string() }),
    triggers: z.tuple([z.object({ authenticationRef: z.object({ name: z.string() }) })]),
  }),
});

const byKind = (kind: string): unknown => documents.find((each) => each.kind === kind);
const deployment = deploymentSchema.parse(byKind('Deployment'));
const pod = deployment.spec.template.spec;
const [container] = pod.containers;

it('gives the worker the variables that it needs, and no unknown ones', () => {
  const { AWS_REGION, ...env } = Object.fromEntries(
    container.env.map(({ name, value }) => [name, value]),
  );
  expect(AWS_REGION).toBeDefined();
  expect(() => workerEnvSchema.strict().parse(env)).not.toThrow();
});

it('runs the image as its own user, with its health check and its work folder', () => {
  const [, uid] = /useradd --uid (\d+)/.exec(dockerfile) ?? [];
  expect(pod.securityContext.runAsUser).toBe(Number(uid));
  const [, check = ''] = /HEALTHCHECK[^[]*CMD (\[.*\])/s.exec(dockerfile) ?? [];
  for (const { exec } of [container.startupProbe, container.livenessProbe]) {
    expect(exec.command).toEqual(JSON.parse(check.split('\n')[0] ?? ''));
  }
  const [, folder] = /^VOLUME (.+)$/m.exec(dockerfile) ?? [];
  expect(container.volumeMounts.map(({ mountPath }) => mountPath)).toEqual([folder]);
});

it('scales this deployment, with the rights to read the queue', () => {
  const { spec } = scaledSchema.parse(byKind('ScaledObject'));
  expect(spec.scaleTargetRef.name).toBe(deployment.metadata.name);
  const names = z.object({ metadata: z.object({ name: z.string() }) });
  const nameOf = (kind: string) => names.parse(byKind(kind)).metadata.name;
  expect(spec.triggers[0].authenticationRef.name).toBe(nameOf('TriggerAuthentication'));
  expect(pod.serviceAccountName).toBe(nameOf('ServiceAccount'));
});
