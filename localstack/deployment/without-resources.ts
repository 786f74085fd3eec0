import { z } from 'zod';

const templateSchema = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).optional() }),
  ),
});

export type Template = z.infer<typeof templateSchema>;
export type Resource = Template['Resources'][string];

/**
 * A CloudFormation template without some resources, and without the properties, list entries and outputs
 * that refer to them.
 * @throws {z.ZodError} if it is no template.
 */
export function withoutResources(
  template: unknown,
  isUnwanted: (resource: Resource) => boolean,
): Template {
  const whole = templateSchema.parse(template);
  const resources = Object.entries(whole.Resources);
  const removed = new Set(
    resources.filter(([, resource]) => isUnwanted(resource)).map(([id]) => id),
  );
  const kept = Object.fromEntries(resources.filter(([id]) => !removed.has(id)));
  return templateSchema.parse(withoutReferences({ ...whole, Resources: kept }, removed));
}

/** `undefined` for a reference to a removed resource, and for a function of one. */
function withoutReferences(value: unknown, removed: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.flatMap((each) => keptEntry(each, removed));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  if (entries.some(([key, inner]) => refersTo(key, inner, removed))) return undefined;
  const kept = entries.map(([key, inner]) => [key, keptValue(key, inner, removed)] as const);
  const isFunction = kept.some(([key, inner]) => key.startsWith('Fn::') && inner === undefined);
  return isFunction
    ? undefined
    : Object.fromEntries(kept.filter(([, inner]) => inner !== undefined));
}

function refersTo(key: string, target: unknown, removed: ReadonlySet<string>): boolean {
  if (key === 'Ref') return typeof target === 'string' && removed.has(target);
  return key === 'Fn::GetAtt' && Array.isArray(target) && removed.has(String(target[0]));
}

function keptValue(key: string, value: unknown, removed: ReadonlySet<string>): unknown {
  if (key !== 'DependsOn') return withoutReferences(value, removed);
  return [value].flat().filter((id) => !removed.has(String(id)));
}

/** A list entry that loses one of its own properties is removed as a whole. */
function keptEntry(entry: unknown, removed: ReadonlySet<string>): readonly unknown[] {
  const kept = withoutReferences(entry, removed);
  const isObject = typeof entry === 'object' && entry !== null && !Array.isArray(entry);
  const lost = isObject && Object.keys(kept ?? {}).length < Object.keys(entry).length;
  return kept === undefined || lost ? [] : [kept];
}
