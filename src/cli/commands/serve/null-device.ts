import { fstatSync } from 'node:fs';

/** True when what is written to this file descriptor is thrown away: then making it can be saved. */
export function isNullDevice(descriptor: number): boolean {
  try {
    const { rdev } = fstatSync(descriptor);
    return rdev === 0x0103; // character device 1:3 on Linux; other systems have other numbers, and are written to
  } catch {
    return false;
  }
}
