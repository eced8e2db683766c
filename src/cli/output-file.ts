import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../errors/usage-error.js';
import { replaceFile } from '../files/replace-file.js';
import { MachineError } from '../errors/machine-error.js';

/** Throws a UsageError where no file can be written at the path that a flag names: to be asked before anything is done that would be lost. */
export function requireWritable(flag: string, path: string | undefined): void {
  if (path === undefined) return;
  const refuse = (reason: string): never => {
    throw new UsageError(`${flag}: cannot write ${path}: ${reason}`);
  };
  const folder = dirname(resolve(path));
  const old = statSync(path, { throwIfNoEntry: false });
  if (old?.isDirectory() === true) refuse('it is a folder');
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    refuse(`there is no folder ${dirname(path)}; make it first`);
  try {
    // A file is replaced, where it lies; a pipe or a device is written to.
    accessSync(old === undefined ? folder : writtenPlace(path, old.isFile()), constants.W_OK);
  } catch (error) {
    refuse(systemReason(error));
  }
}

function writtenPlace(path: string, isFile: boolean): string {
  return isFile ? dirname(realpathSync(path)) : path;
}

/** Writes the file that a flag names. Throws a MachineError that says why it could not be written. */
export async function writeOutput(flag: string, path: string, content: string | Uint8Array): Promise<void> {
  try {
    await replaceFile(resolve(path), content);
  } catch (error) {
    throw new MachineError(`${flag}: cannot write ${path}: ${systemReason(error)}`);
  }
}

/** The system's sentence, without its code and without the path. */
export function systemReason(error: unknown): string {
  return error instanceof Error ? error.message.replace(/^[A-Z]+: |, \w+ '.*/gs, '') : String(error);
}
