import { existsSync, readFileSync } from 'node:fs';

/** There is no sandbox on this machine: what failed, what that means, and the command that mends it. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';

  constructor(
    readonly failed: string,
    readonly fix: string,
    /** What is at stake. */ readonly means: string = WITHOUT,
  ) {
    super(failed);
  }

  /** All of it in one line. */
  get line(): string {
    return `${[this.failed, this.means].filter((part) => part !== '').join('; ')}: ${this.fix}`;
  }
}

const WITHOUT =
  'without a sandbox student programs would run as you, with your files and your network, and two that use the same port would collide';

const INSTALL = 'apt-get install -y --no-install-recommends bubblewrap';
const CONTAINER =
  'start the container with: docker run --security-opt systempaths=unconfined --security-opt seccomp=unconfined --security-opt apparmor=unconfined (podman: --security-opt unmask=ALL)';

/** Finds out why a box could not be made, from what bwrap or the system said. */
export function sandboxFailure(said: string, code?: string): SandboxError {
  if (code === 'ENOENT') return new SandboxError('bubblewrap is not installed', INSTALL);
  if (code === 'EINVAL')
    return new SandboxError(
      'this process is root in a user namespace that has no other users',
      'run it as an ordinary user',
    );
  const line =
    said
      .trim()
      .split('\n')
      .find((text) => text.startsWith('bwrap:')) ??
    said.trim().split('\n').at(-1) ??
    '';
  if (line.startsWith('bwrap: Unknown option')) return new SandboxError(`bubblewrap is too old (${line})`, INSTALL);
  if (/Can't mount proc/i.test(line))
    return new SandboxError(`a box may not have a /proc of its own here, as in most containers (${line})`, CONTAINER);
  if (/exceeded|No space left/.test(line))
    return new SandboxError(
      `this system has no namespaces left for its users (${line})`,
      'sysctl -w user.max_user_namespaces=10000 user.max_net_namespaces=10000 user.max_pid_namespaces=10000',
    );
  if (/uid map|RTM_NEWADDR|namespace|clone|unshare|Operation not permitted/i.test(line))
    return new SandboxError(`this system forbids its users namespaces of their own (${line})`, allowNamespaces());
  return new SandboxError(
    line === '' ? 'the box ended without a word' : `the box could not be made: ${said.trim()}`,
    'wirelab doctor',
  );
}

/** The setting that is in the way, as the command that changes it. */
function allowNamespaces(): string {
  if (setting('user/max_user_namespaces') === '0') return 'sysctl -w user.max_user_namespaces=10000';
  if (setting('kernel/unprivileged_userns_clone') === '0') return 'sysctl -w kernel.unprivileged_userns_clone=1';
  if (setting('kernel/apparmor_restrict_unprivileged_userns') === '1')
    return 'sysctl -w kernel.apparmor_restrict_unprivileged_userns=0';
  if (existsSync('/.dockerenv') || existsSync('/run/.containerenv')) return CONTAINER;
  return 'sysctl user.max_user_namespaces, and the limits of this session: one of them is in the way';
}

function setting(name: string): string | undefined {
  try {
    return readFileSync(`/proc/sys/${name}`, 'utf8').trim();
  } catch {
    return undefined;
  }
}
