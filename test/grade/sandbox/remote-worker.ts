import { connect, createServer, type AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { runBuildSteps } from '../../../src/grade/sandbox/build-steps.js';
import { processTable } from '../../../src/grade/sandbox/process-table.js';
import type { Program, ProgramSpec } from '../../../src/grade/sandbox/program.js';
import { startProgram } from '../../../src/grade/sandbox/start-program.js';
import { workerChannel } from '../../../src/grade/sandbox/worker-channel.js';
import type { Exchanged, Question, Reply } from './remote.js';

// A worker that does what a test asks it to: the tests are its grader.
const channel = workerChannel<Question, Reply>();
const programs = new Map<number, Program>();
let last = 0;

channel.onMessage((question) => {
  void answer(question).then(
    (value) => {
      channel.send({ id: question.id, value });
    },
    (error: unknown) => {
      channel.send({ id: question.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    },
  );
});

async function answer(question: Question): Promise<unknown> {
  switch (question.ask) {
    case 'start':
      return start(question.spec);
    case 'build':
      return runBuildSteps({ folder: channel.setup.submission, ...question.spec });
    case 'exited':
      return { ...(await of(question.program).exited), ...outputs(of(question.program)) };
    case 'output':
      return outputs(of(question.program));
    case 'listening':
      return of(question.program).listening(question.deadlineMs, question.transport);
    case 'snapshot':
      return of(question.program).snapshot();
    case 'signal':
      of(question.program).signal(question.name);
      return undefined;
    case 'stop':
      return of(question.program).stop();
    case 'write':
      of(question.program).stdin.write(question.text);
      return undefined;
    case 'end':
      of(question.program).stdin.end(question.text);
      return undefined;
    case 'kill':
      process.kill(question.pid, 'SIGKILL');
      return undefined;
    case 'exchange':
      return exchange(question.port, question.text, question.host);
    case 'serve':
      return serve(question.port, question.reset);
    case 'look':
      return {
        pid: process.pid,
        uid: process.getuid?.(),
        interfaces: Object.keys(networkInterfaces()),
        processes: processTable(),
        setup: channel.setup,
        programs: [...programs.values()].map(({ pid }) => pid),
      };
  }
}

function start(spec: Omit<ProgramSpec, 'folder'> & { readonly folder?: string }): { id: number; pid: number } {
  const program = startProgram({ folder: channel.setup.submission, ...spec });
  const id = last++;
  programs.set(id, program);
  return { id, pid: program.pid };
}

function of(id: number): Program {
  const program = programs.get(id);
  if (program === undefined) throw new Error(`no program ${id}`);
  return program;
}

function outputs({ output }: Program): { stdout: string; stderr: string } {
  return { stdout: output.stdout.text, stderr: output.stderr.text };
}

/** Connects, sends, and takes what comes until the end or an error; half-closes after the text. */
function exchange(port: number, text: string, host = '127.0.0.1'): Promise<Exchanged> {
  return new Promise((resolve) => {
    let received = '';
    let connected = false;
    const socket = connect({ port, host, allowHalfOpen: true }, () => {
      connected = true;
      socket.end(text);
    });
    socket.setTimeout(700, () => {
      finish('timeout');
    });
    const finish = (end: string): void => {
      socket.destroy();
      resolve({ connected, received, end });
    };
    socket.setEncoding('utf8').on('data', (more: string) => {
      received += more;
    });
    socket.on('end', () => {
      finish('end');
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      finish(error.code ?? error.message);
    });
  });
}

/** Listens for one student client: answers its first chunk in capitals, or resets the connection. */
function serve(port: number, reset = false): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', (chunk) => {
        if (reset) socket.resetAndDestroy();
        else socket.end(chunk.toString().toUpperCase());
      });
    });
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}
