// bwrap's --die-with-parent leaves the first process of a box behind, waiting for ever, when bwrap is killed while it makes the box. So bwrap has a
// parent that outlives the grader. The other end of descriptor 5 is with the grader: when that is gone, however that came, all of this process group is
// killed at once; what has left the group is in a box whose first process has not. A broken pipe is the grader's end too, and must not end bwrap alone.
// The shell ignores the keyboard's interrupts for what it starts in the background; the worker sets them, and this, back for programs.
const GUARD = `
trap '' PIPE
"$@" 5<&- &
box=$!
(
  exec 3>&- 4>&- >/dev/null 2>&1
  read -r line <&5
  kill -9 -$$
) &
guard=$!
exec 3>&- 4>&- 5<&-
wait $box
status=$?
kill -9 $guard
exit $status`;

/** The words before a command that end it when the grader is gone. What they start has to be the leader of a process group. */
export function guardWords(): string[] {
  return ['/bin/sh', '-c', GUARD, 'sh'];
}
