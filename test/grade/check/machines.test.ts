import { expect } from 'chai';
import { actionAt, machinesHere, specWith, withAddresses } from '../../../src/grade/target/machines.js';

describe('the addresses of two machines', () => {
  it("are those of the loopback where the network is not the grader's own, so that nothing leaves this machine", async () => {
    const { server, client, nobody, nowhere } = await machinesHere(false);
    expect([server, client]).to.deep.equal(['127.0.0.2', '127.0.0.3']);
    // A TCP connection to it fails before anything is sent.
    expect([nobody, nowhere]).to.deep.equal(['255.255.255.255', '255.255.255.255']);
  });

  it('take the places of their names in arguments and actions, and of no other words in braces', async () => {
    const machines = await machinesHere(false);
    expect(withAddresses('{server}:{port} {nobody}', machines)).to.equal('127.0.0.2:{port} 255.255.255.255');
    expect(actionAt({ act: 'ends', code: 4, says: 'cannot reach {nobody}:1: unreachable' }, machines)).to.have.property(
      'says',
      'cannot reach 255.255.255.255:1: unreachable',
    );
    expect(actionAt({ act: 'refuses', host: '{server}' }, machines)).to.have.property('host', '127.0.0.2');
    const spec = { command: ['python3', 'client.py', '127.0.0.1', '5000'], folder: '/submission' };
    expect(
      specWith({ spec, bare: ['python3', 'client.py'] }, { arguments: ['{server}', '6000'] }, machines),
    ).to.deep.include({ command: ['python3', 'client.py'], args: ['127.0.0.2', '6000'] });
    expect(specWith({ spec, bare: ['python3', 'client.py'] }, {}, machines)).to.equal(spec);
  });
});
