/**
 * What is wrong with a text as an UltraStar file, by the rules of its format, version 1: headers before
 * notes, title, artist, audio, tempo; notes of a length, in order and apart; line breaks between the notes
 * that they divide; an end mark and nothing after it. Empty for a valid file.
 */
export function ultraStarProblems(text: string): string[] {
  const lines = text.split('\n').filter((line) => line !== '');
  const headers = lines.filter((line) => line.startsWith('#'));
  const body = lines.filter((line) => !line.startsWith('#'));
  const problems: string[] = [];
  const names = headers.map(
    (line) => /^#([A-Z0-9]+):(.+)$/.exec(line)?.[1] ?? `bad header ${line}`,
  );
  for (const name of ['VERSION', 'TITLE', 'ARTIST', 'MP3', 'BPM']) {
    if (!names.includes(name)) problems.push(`no ${name}`);
  }
  if (new Set(names).size < names.length) problems.push('a header twice');
  if (lines.findLastIndex((line) => line.startsWith('#')) >= headers.length) {
    problems.push('a header after notes');
  }
  if (body.at(-1) !== 'E' || body.indexOf('E') < body.length - 1) problems.push('no end mark');
  return [...problems, ...problemsOfNotes(body.slice(0, -1))];
}

function problemsOfNotes(body: readonly string[]): string[] {
  const problems: string[] = [];
  let free = 0;
  let isLineEmpty = true;
  for (const line of body) {
    const [, start, length, text = ''] = /^[:*FRG] (-?\d+) (\d+) -?\d+ (.*)$/.exec(line) ?? [];
    const at = /^- (-?\d+)$/.exec(line)?.[1];
    if (start !== undefined) {
      if (Number(start) < free) problems.push(`overlap: ${line}`);
      if (Number(length) < 1) problems.push(`no length: ${line}`);
      if (text.trim() === '') problems.push(`no text: ${line}`);
      free = Number(start) + Number(length);
      isLineEmpty = false;
    } else if (at !== undefined) {
      if (isLineEmpty) problems.push(`an empty line before ${line}`);
      if (Number(at) < free) problems.push(`a break within a note: ${line}`);
      free = Number(at);
      isLineEmpty = true;
    } else problems.push(`no note: ${line}`);
  }
  if (isLineEmpty) problems.push('an empty last line');
  return problems;
}
