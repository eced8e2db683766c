/** The descriptor that a guard waits at: its other end is with the grader, and is closed when the grader is gone, however that came. */
export const LIFELINE = 5;

// bwrap's --die-with-parent leaves the first process of a box behind, waiting for ever, when bwrap is killed while it makes the box. So bwrap has a
// parent that outlives the grader, and then kills what bwrap has started, again and again until bwrap itself has ended. The shell ignores the keyboard's
// interrupts for what it starts in the background; the worker sets them back for programs.
const GUARD = `
"$@" 5<&- &
box=$!
(
  exec 3>&- 4>&- >/dev/null 2>&1
  read -r line <&5
  while kill -0 $box; do
    for child in $(cat /proc/$box/task/$box/children); do kill -9 $child; done
  done
) &
guard=$!
exec 3>&- 4>&- 5<&-
wait $box
status=$?
kill $guard 2>/dev/null
exit $status`;

/** The words before a command that end what it starts when the grader is gone. */
export function guardWords(): string[] {
  return ['/bin/sh', '-c', GUARD, 'sh'];
}
