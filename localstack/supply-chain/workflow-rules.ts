/** Violations in a GitHub workflow: each action must be pinned by a commit hash. */
export function workflowProblems(workflow: string): readonly string[] {
  return [...workflow.matchAll(/^\s*(?:-\s+)?uses:\s*["']?([^\s"'#]+)/gm)]
    .map(([, action = '']) => action)
    .filter((action) => !action.startsWith('./') && !/@[0-9a-f]{40}$/.test(action))
    .filter((action) => !/^docker:.*@sha256:[0-9a-f]{64}$/.test(action))
    .map((action) => `Not the hash of a commit: ${action}`);
}
