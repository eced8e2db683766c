import { expect } from 'chai';
import { ClientPlaces } from '../../../src/grade/target/client-places.js';

describe('where a client may come to', () => {
  const lab = { host: '0.0.0.0', port: 65432 };

  it('is the known port, over IPv4 and IPv6', () => {
    expect(new ClientPlaces([lab], false).places).to.deep.equal([lab, { host: '::', port: 65432 }]);
    expect(new ClientPlaces([{ host: '127.0.0.1', port: 5000 }], false).places).to.deep.equal([
      { host: '127.0.0.1', port: 5000 },
    ]);
  });

  it('is every usual port until it comes, each once, and then the port to which it came', () => {
    const places = new ClientPlaces([lab], true);
    const ports = places.places.map(({ host, port }) => `${host} ${port}`);
    expect(new Set(ports).size).to.equal(ports.length);
    expect(ports).to.include.members(['0.0.0.0 12345', ':: 12345', '0.0.0.0 65432']);
    places.came(12345);
    expect(places.places.map(({ port }) => port)).to.deep.equal([65432, 65432, 12345, 12345]);
    places.came(65432);
    expect(places.places.length).to.equal(4);
  });
});
