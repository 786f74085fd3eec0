import type { Template } from 'aws-cdk-lib/assertions';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** The permissions of the role whose logical id contains `name`: sorted lines of action and resource. */
export function permissionsOf(template: Template, name: string): readonly string[] {
  const policies = template.findResources('AWS::IAM::Policy');
  return Object.entries(policies)
    .filter(([id]) => id.includes(name))
    .flatMap(([, policy]): Statement[] => policy.Properties.PolicyDocument.Statement)
    .flatMap(({ Action, Resource }) =>
      [Action]
        .flat()
        .flatMap((action) => [Resource].flat().map((each) => `${action} ${text(each)}`)),
    )
    .sort();
}

/** A CloudFormation value as readable text; logical ids lose their hash. */
function text(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  const [[kind, inner] = ['', '']] = Object.entries(value);
  if (kind === 'Fn::Join') return (inner as [string, unknown[]])[1].map(text).join('');
  const id = kind === 'Fn::GetAtt' ? (inner as string[])[0] : inner;
  return String(id).replace(/[0-9A-F]{8}$/, '');
}
