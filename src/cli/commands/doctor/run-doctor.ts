import { allLabs } from '../../../compose/labs.js';
import { isFit, type DoctorFinding } from '../../../doctor/doctor-finding.js';
import { examine, loadProbes } from '../../../doctor/examine.js';
import { table } from '../../../text/table.js';
import { ExitCode } from '../../exit-code.js';
import { terminal } from '../../terminal.js';

const PATIENCE = 1500; // milliseconds, for all probes together: they run side by side

/** `wirelab doctor`. */
export async function runDoctor({ json }: { json?: boolean | undefined }): Promise<ExitCode> {
  const labs = await allLabs().catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
  const findings = await examine(await loadProbes(), labs, PATIENCE);
  const fit = isFit(findings);
  if (json === true) terminal.json({ schema: 1, ok: fit, findings });
  else report(findings, fit);
  return fit ? ExitCode.ok : ExitCode.machine;
}

function report(findings: readonly DoctorFinding[], fit: boolean): void {
  terminal.out(table(findings.map((finding) => [finding.status, finding.name, finding.for, finding.detail])));
  const missing = findings.flatMap(({ status, package: name }) =>
    status === 'missing' && name !== undefined ? [name] : [],
  );
  terminal.say(
    fit ? 'wirelab can work on this machine' : 'wirelab cannot work on this machine: see the problems above',
    ...(missing.length === 0 ? [] : [`what is missing, on Debian: apt-get install ${missing.join(' ')}`]),
  );
}
