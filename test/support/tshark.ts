import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What tshark prints about a capture: a line for each packet, with tabs between the fields. */
export function tshark(capture: Uint8Array, fields: readonly string[], options: readonly string[] = []): string[][] {
  const folder = mkdtempSync(join(tmpdir(), 'wirelab-'));
  try {
    const file = join(folder, 'capture.pcapng');
    writeFileSync(file, capture);
    const checks = ['ip.check_checksum:TRUE', 'tcp.check_checksum:TRUE', 'udp.check_checksum:TRUE'].flatMap((check) => [
      '-o',
      check,
    ]);
    const shown = fields.flatMap((field) => ['-e', field]);
    // -n: no names are looked up, so that nothing leaves this machine.
    const text = execFileSync('tshark', ['-n', '-r', file, ...checks, ...options, '-T', 'fields', ...shown], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return text
      .split('\n')
      .slice(0, -1)
      .map((line) => line.split('\t'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
