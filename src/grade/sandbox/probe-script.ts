/** How many processes the box of a probe may have. */
export const PROBE_PROCESSES = 24;

/** Tries the walls of a box: each line that it prints after "open" is one that does not hold, each after "program" where one of its words is found. */
export const probeScript = `
open() { echo "open $1"; }
unshare -U true 2>/dev/null && open 'new user namespaces'
grep -q '^Seccomp:.*2' /proc/self/status || open 'all system calls'
grep -q '^NoNewPrivs:.*1' /proc/self/status || open 'new privileges'
grep -q '^CapEff:.*[1-9a-f]' /proc/self/status && open 'capabilities'
[ "$(ls /proc | grep -c '^[0-9]')" -lt 12 ] || open 'the processes of this machine'
( : > /usr/wirelab-probe ) 2>/dev/null && open 'writing to /usr'
( : > /wirelab-probe ) 2>/dev/null && open 'writing to /'
[ -e /home ] && open '/home'
[ -e /root ] && open '/root'
for p in "$@"; do echo "program $p $(command -v "$p")"; done
( i=0; while [ $i -lt ${PROBE_PROCESSES * 2} ]; do sleep 5 & i=$((i+1)); done; open 'any number of processes' ) 2>/dev/null
exit 0`;
