import { isInBox, toolchainOf } from '../sandbox/toolchain.js';

// What a start or a build of one's own may name.
const PACKAGES: Readonly<Record<string, string>> = {
  make: 'make',
  cmake: 'cmake',
  python3: 'python3',
  node: 'nodejs',
  npm: 'npm',
  gcc: 'gcc libc6-dev',
  cc: 'gcc libc6-dev',
  'g++': 'g++',
  'c++': 'g++',
  clang: 'clang',
  java: 'default-jdk-headless',
  javac: 'default-jdk-headless',
  mvn: 'maven',
  gradle: 'gradle',
  go: 'golang-go',
  cargo: 'cargo',
  rustc: 'rustc',
  ruby: 'ruby',
  perl: 'perl',
  php: 'php-cli',
  lua: 'lua5.4',
  ghc: 'ghc',
  bash: 'bash',
};

/** The Debian packages with a program, where that is known. */
export function packageOf(program: string): string | undefined {
  return Object.hasOwn(PACKAGES, program) ? PACKAGES[program] : undefined;
}

/** True when a program is there for the sandbox. */
export function isInstalled(program: string): boolean {
  return program === 'node' || isInBox(program) || toolchainOf(program) !== undefined; // this is Node, wherever it lies
}
