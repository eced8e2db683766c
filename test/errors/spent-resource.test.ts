import { defined } from '../../src/core/defined.js';
import { expect } from 'chai';
import { spentResource } from '../../src/errors/spent-resource.js';

const error = (code: string, syscall: string, path?: string): Error =>
  Object.assign(new Error(code), { code, syscall, ...defined({ path }) });

describe('what this machine has run out of', () => {
  it('is told with the place where the system names it', () => {
    expect(spentResource(error('ENOSPC', 'write'))).to.match(/^a disk is full: /);
    expect(spentResource(error('ENOSPC', 'open', '/tmp/a'))).to.match(/^\/tmp\/a: a disk is full: /);
  });

  it('is no disk when it is the number of watches, for which the system has the same code', () => {
    expect(spentResource(error('ENOSPC', 'watch', '/tmp/a'))).to.match(/^too many files are watched/);
  });

  it('is nothing for other errors', () => {
    expect([error('ENOENT', 'open', '/tmp/a'), new Error('no'), undefined].map(spentResource)).to.deep.equal([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
