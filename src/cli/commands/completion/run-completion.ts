import { basename } from 'node:path';
import { unknownName } from '../../../text/nearest.js';
import { UsageError } from '../../../errors/usage-error.js';
import { ExitCode } from '../../exit-code.js';
import { terminal } from '../../terminal.js';

// Both ask this program what may stand for the last of the words that are typed so far; where it has nothing to say, the
// shell completes file names.
const scripts: Readonly<Record<string, string>> = {
  bash: `# wirelab in bash. For every new shell: echo 'eval "$(wirelab completion bash)"' >> ~/.bashrc
_wirelab() {
  local IFS=$'\\n'
  COMPREPLY=($(compgen -W "$(wirelab --complete bash "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o bashdefault -o default -F _wirelab wirelab
`,
  zsh: `#compdef wirelab
# wirelab in zsh. For every new shell: echo 'eval "$(wirelab completion zsh)"' >> ~/.zshrc, below compinit
_wirelab() {
  local -a found
  found=("\${(@f)$(wirelab --complete zsh "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "$found" ]]; then _describe wirelab found; else _files; fi
}
if [[ "$funcstack[1]" == _wirelab ]]; then _wirelab "$@"; else compdef _wirelab wirelab; fi
`,
};

/** `wirelab completion`. */
export function runCompletion({ shell }: { shell?: string | undefined }): ExitCode {
  const name = shell ?? basename(process.env.SHELL ?? 'bash');
  const script = Object.hasOwn(scripts, name) ? scripts[name] : undefined;
  if (script === undefined) throw new UsageError(unknownName('completion for the shell', name, Object.keys(scripts)));
  terminal.write(script);
  return ExitCode.ok;
}
