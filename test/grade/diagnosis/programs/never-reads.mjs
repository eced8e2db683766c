import { createServer } from 'node:net';

createServer({ pauseOnConnect: true }, () => {}).listen(65432, '127.0.0.1');
