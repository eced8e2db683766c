import { setMaxListeners } from 'node:events';
import { allLabs } from '../../../compose/labs.js';
import type { NumberedLab } from '../../../lab/numbered-lab.js';
import { isFit, reasonOf, type Finding, type Probe } from '../../../doctor/doctor-finding.js';
import { nodeFinding } from '../../../doctor/probes/node-probe.js';
import { openFilesProbe } from '../../../doctor/probes/open-files-probe.js';
import { portProbe } from '../../../doctor/probes/port-probe.js';
import { programProbe } from '../../../doctor/program-probe.js';
import { programs } from '../../../doctor/programs.js';
import { sandboxProbe } from '../../../doctor/probes/sandbox-probe.js';
import { tcpProbe } from '../../../doctor/probes/tcp-probe.js';
import { udpProbe } from '../../../doctor/probes/udp-probe.js';
import { ExitCode } from '../../exit-code.js';
import { terminal } from '../../terminal.js';
import { table } from '../../../text/table.js';

const PATIENCE = 1500; // milliseconds, for all probes together: they run side by side

/** `wirelab doctor`. */
export async function runDoctor({ json }: { json?: boolean | undefined }): Promise<ExitCode> {
  const { finding, labs } = await labsOf();
  const findings = [
    finding,
    ...(await examine([...machineProbes, ...portProbes(labs), ...programs.map(programProbe), sandboxProbe], PATIENCE)),
  ];
  const fit = isFit(findings);
  if (json === true) terminal.json({ schema: 1, ok: fit, findings });
  else report(findings, fit);
  return fit ? ExitCode.ok : ExitCode.machine;
}

const machineProbes: readonly Probe[] = [
  () => Promise.resolve(nodeFinding()),
  tcpProbe({ name: 'TCP over IPv4', for: 'the labs', essential: true }, '127.0.0.1'),
  udpProbe({ name: 'UDP over IPv4', for: 'the labs with datagrams', essential: true }, '127.0.0.1'),
  tcpProbe({ name: 'TCP over IPv6', for: 'experiments with --host ::1', essential: false }, '::1'),
  openFilesProbe,
];

/** Runs all probes side by side; what takes longer than `patience` milliseconds is told to end. */
export async function examine(probes: readonly Probe[], patience: number): Promise<readonly Finding[]> {
  const time = new AbortController();
  setMaxListeners(0, time.signal); // as many as there are programs
  const timer = setTimeout(() => {
    time.abort();
  }, patience);
  try {
    return await Promise.all(probes.map((probe) => probe(time.signal)));
  } finally {
    clearTimeout(timer);
  }
}

async function labsOf(): Promise<{ readonly finding: Finding; readonly labs: readonly NumberedLab[] }> {
  const what = { name: 'labs', for: 'wirelab list, run, serve', essential: true };
  try {
    const labs = await allLabs();
    return { finding: { ...what, status: 'ok', detail: `${labs.length} of them, all can be read` }, labs };
  } catch (error) {
    return { finding: { ...what, status: 'problem', detail: reasonOf(error) }, labs: [] };
  }
}

function portProbes(labs: readonly NumberedLab[]): Probe[] {
  const ports = new Map<string, NumberedLab[]>();
  for (const lab of labs) {
    const key = `${lab.server.transport} ${lab.server.port}`;
    ports.set(key, [...(ports.get(key) ?? []), lab]);
  }
  return [...ports.values()].flatMap((sharing) => {
    const server = sharing[0]?.server;
    return server === undefined
      ? []
      : [
          portProbe(
            server.transport,
            server.port,
            sharing.map(({ number }) => number),
          ),
        ];
  });
}

function report(findings: readonly Finding[], fit: boolean): void {
  terminal.out(table(findings.map((finding) => [finding.status, finding.name, finding.for, finding.detail])));
  const missing = findings.flatMap(({ status, package: name }) =>
    status === 'missing' && name !== undefined ? [name] : [],
  );
  terminal.say(
    fit ? 'wirelab can work on this machine' : 'wirelab cannot work on this machine: see the problems above',
    ...(missing.length === 0 ? [] : [`what is missing, on Debian: apt-get install ${missing.join(' ')}`]),
  );
}
