import { expect, it } from 'vitest';
import { checkovProblems } from './checkov-findings.ts';

const bucket = 'AWS::S3::Bucket.Uploads1';
const reportOf = (resources: readonly string[], parsingErrors = 0) => ({
  summary: { passed: 5, parsing_errors: parsingErrors },
  results: {
    failed_checks: resources.map((resource) => ({
      check_id: 'CKV_1',
      check_name: 'Ensure something',
      file_path: '/aws/MyPitch.template.json',
      resource,
    })),
  },
});
const accepted = { id: 'CKV_1', resource: /Uploads/, reason: 'It is deleted after a day.' };

it('accepts a finding at the named resources only', () => {
  expect(checkovProblems(reportOf([bucket]), [accepted])).toEqual([]);
  expect(checkovProblems(reportOf([bucket, 'AWS::S3::Bucket.Other2']), [accepted])).toEqual([
    'CKV_1 at AWS::S3::Bucket.Other2 (aws): Ensure something',
  ]);
});

it('accepts a finding everywhere if no resource is named', () => {
  const everywhere = { id: 'CKV_1', reason: 'It costs money.' };
  expect(checkovProblems(reportOf([bucket, 'x']), [everywhere])).toEqual([]);
});

it('reports findings without an acceptance, and acceptances without a finding', () => {
  expect(checkovProblems(reportOf([bucket]), [])).toHaveLength(1);
  expect(checkovProblems(reportOf([]), [accepted])).toEqual(['Unneeded acceptance: CKV_1']);
});

it('reports templates that could not be read', () => {
  expect(checkovProblems(reportOf([], 1), [])).toEqual(['A template was not checked']);
});
