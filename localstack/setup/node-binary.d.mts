export function checkNodeBinary(
  folder: string,
  known?: Readonly<Record<string, Readonly<Record<string, string>>>>,
): void;
