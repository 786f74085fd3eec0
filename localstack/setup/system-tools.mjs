import { runProgram, tailOf } from './run-program.mjs';
import { SetupProblem, setupStep } from './step.mjs';

/**
 * The programs that npm and pip do not bring: how to see that one is there, and its package with
 * each package manager.
 */
const systemTools = {
  ffmpeg: {
    title: 'ffmpeg',
    isThere: () => works('ffmpeg', ['-version']),
    apt: ['ffmpeg'],
    brew: ['ffmpeg'],
  },
  chromium: {
    title: 'Chromium',
    isThere: async () =>
      process.env.CHROMIUM_PATH !== undefined ||
      (await works('chromium', ['--version'])) ||
      works('/Applications/Chromium.app/Contents/MacOS/Chromium', ['--version']),
    apt: ['chromium'],
    brew: ['--cask', 'chromium'],
  },
  cjkFonts: {
    title: 'Korean fonts',
    // macOS has them.
    isThere: async () =>
      process.platform === 'darwin' || works('fc-list', [':lang=ko', 'family'], /\S/),
    apt: ['fontconfig', 'fonts-noto-cjk'],
    brew: [],
  },
  xmllint: {
    title: 'xmllint',
    isThere: () => works('xmllint', ['--version']),
    apt: ['libxml2-utils'],
    brew: ['libxml2'],
  },
};

/**
 * Installs those of the tools that are missing, where that needs nobody's password.
 * @param {readonly (keyof typeof systemTools)[]} names
 * @throws {SetupProblem} that gives the command to type, where it does.
 */
export async function installSystemTools(names) {
  for (const name of names) {
    const tool = systemTools[name];
    if (await tool.isThere()) continue;
    await setupStep(tool.title, () => install(tool));
  }
}

async function install(tool) {
  const commands = await installCommands(tool);
  for (const [program, ...args] of commands) {
    const { succeeded, output } = await runProgram(program, args);
    if (!succeeded) {
      throw new SetupProblem(
        `${tool.title} is missing, and installing it failed:\n${tailOf(output)}`,
        `Install it with: ${[program, ...args].join(' ')}`,
      );
    }
  }
  if (await tool.isThere()) return;
  throw new SetupProblem(
    `${tool.title} is missing.`,
    `Install it (Debian: apt-get install ${tool.apt.join(' ')}; macOS: brew install ${tool.brew.join(' ')}), then run this again.`,
  );
}

/** @returns no commands where nothing can be installed without asking for a password. */
async function installCommands({ apt, brew }) {
  if (process.platform === 'darwin') {
    return (await works('brew', ['--version'])) ? [['brew', 'install', ...brew]] : [];
  }
  if (!(await works('apt-get', ['--version']))) return [];
  const isRoot = process.getuid?.() === 0;
  const asRoot = isRoot ? [] : ['sudo', '-n'];
  if (!isRoot && !(await works('sudo', ['-n', 'true']))) return [];
  return [
    [...asRoot, 'apt-get', 'update', '-q'],
    [...asRoot, 'apt-get', 'install', '-qy', '--no-install-recommends', ...apt],
  ];
}

async function works(program, args, expected = /(?:)/) {
  const { succeeded, output } = await runProgram(program, args);
  return succeeded && expected.test(output);
}
