import { runProgram, tailOf } from './run-program.mjs';
import { SetupProblem, setupStep } from './step.mjs';

/**
 * Programs that npm and pip do not install: how to detect each one, and its package in each package
 * manager.
 */
const systemTools = {
  ffmpeg: {
    title: 'ffmpeg',
    isInstalled: () => works('ffmpeg', ['-version']),
    apt: ['ffmpeg'],
    brew: ['ffmpeg'],
  },
  chromium: {
    title: 'Chromium',
    isInstalled: async () =>
      process.env.CHROMIUM_PATH !== undefined ||
      (await works('chromium', ['--version'])) ||
      works('/Applications/Chromium.app/Contents/MacOS/Chromium', ['--version']),
    apt: ['chromium'],
    brew: ['--cask', 'chromium'],
  },
  cjkFonts: {
    title: 'Korean fonts',
    // macOS includes them.
    isInstalled: async () =>
      process.platform === 'darwin' || works('fc-list', [':lang=ko', 'family'], /\S/),
    apt: ['fontconfig', 'fonts-noto-cjk'],
    brew: [],
  },
  xmllint: {
    title: 'xmllint',
    isInstalled: () => works('xmllint', ['--version']),
    apt: ['libxml2-utils'],
    brew: ['libxml2'],
  },
};

/**
 * Installs missing tools if that needs no password.
 * @param {readonly (keyof typeof systemTools)[]} names
 * @throws {SetupProblem} with the command to run otherwise.
 */
export async function installSystemTools(names) {
  for (const name of names) {
    const tool = systemTools[name];
    if (await tool.isInstalled()) continue;
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
  if (await tool.isInstalled()) return;
  throw new SetupProblem(
    `${tool.title} is missing.`,
    `Install it (Debian: apt-get install ${tool.apt.join(' ')}; macOS: brew install ${tool.brew.join(' ')}), then run this again.`,
  );
}

/** @returns an empty list if the installation would need a password. */
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
