import { readFileSync } from 'node:fs';

/** The last lines of a log file. */
export function endOfLog(logPath: string, lines: number): string {
  return readFileSync(logPath, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}
