import { z } from 'zod';

/** checkov's report on one or several CloudFormation templates, as JSON. */
const reportSchema = z.object({
  summary: z.object({ passed: z.number(), parsing_errors: z.number() }),
  results: z.object({
    failed_checks: z.array(
      z.object({
        check_id: z.string(),
        check_name: z.string(),
        file_path: z.string(),
        resource: z.string(),
      }),
    ),
  }),
});

/** A finding that stays, with the reason. */
export interface AcceptedFinding {
  readonly id: string;
  /** The resources that it is accepted for, such as `AWS::S3::Bucket.Uploads0A1B2C3D`; absent: all. */
  readonly resource?: RegExp;
  readonly reason: string;
}

/** Findings that are not accepted, acceptances that nothing needs, and templates that were not checked. */
export function checkovProblems(
  report: unknown,
  accepted: readonly AcceptedFinding[],
): readonly string[] {
  const { summary, results } = reportSchema.parse(report);
  const findings = results.failed_checks;
  const isFor = ({ id, resource }: AcceptedFinding, finding: (typeof findings)[number]) =>
    finding.check_id === id && (resource?.test(finding.resource) ?? true);
  return [
    ...(summary.passed === 0 || summary.parsing_errors > 0 ? ['A template was not checked'] : []),
    ...findings
      .filter((finding) => !accepted.some((each) => isFor(each, finding)))
      .map((f) => `${f.check_id} at ${f.resource} (${targetOf(f.file_path)}): ${f.check_name}`),
    ...accepted
      .filter((each) => !findings.some((finding) => isFor(each, finding)))
      .map(({ id }) => `Unneeded acceptance: ${id}`),
  ];
}

/** A template is in the folder of its target. */
function targetOf(path: string): string {
  return path.split('/').at(-2) ?? path;
}
