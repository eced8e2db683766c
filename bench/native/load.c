/*
 * load - closed-loop load generator for framed TCP servers on the loopback.
 *
 * One thread, one epoll set, no locks.  Every byte of every reply is compared
 * with what the server must answer, so a run that reports errors=0 also proves
 * the framing and the transformation.
 *
 *   load --port P [options]                  throughput and latency
 *   load --port P --mode connect [options]   connect, one message, close
 *   load --port P --mode idle    [options]   server memory per open connection
 *   load --port P --mode slow    [options]   one peer that sends and never reads
 *
 *   --framing line|length32  --expect echo|reverse  --binary (payload of all byte values)
 *   --conns N  --depth N (messages in flight on each)  --size BYTES  --duration S  --warmup S
 *   --count N (connections in all, mode connect)  --max-mib N (most that mode slow sends)
 *   --pid P[,P] (the server: its processor time and memory are measured)
 *
 * The loop is closed: each connection keeps `depth` messages in flight and sends a new one for every
 * reply.  Message n of connection c is a slice of a pseudo-random pattern at an offset of its own, so
 * that a lost, repeated, reordered, split or mixed-up reply is an error; it ends the connection.
 *
 * Prints one line of JSON.  Exit status: 0 when every reply was right, 1 when one was not, 2 when it
 * could not measure.
 */
#define _GNU_SOURCE
#include <getopt.h>
#include <signal.h>
#include "measure.h"
#include "exchange.h"

/* ---- report --------------------------------------------------------------------------------- */

struct span { uint64_t t; double server, self, machine; };

static struct span mark(void)
{
    return (struct span){ now_ns(), cpu_clock(), cpu_self(), cpu_machine() };
}

static void print_or_null(const char *key, const char *fmt, int known, double value)
{
    printf("\"%s\":", key);
    if (known)
        printf(fmt, value);
    else
        printf("null");
    printf(",");
}

static void report(struct span a, struct span b)
{
    double s = (double)(b.t - a.t) / 1e9, n = (double)messages, server = b.server - a.server, self = b.self - a.self;
    double others = (b.machine - a.machine - server - self) / s;
    printf("{\"rate\":%.1f,\"p50\":%.1f,\"p99\":%.1f,\"client\":%.3f,", n / s, hist_us(.5), hist_us(.99), self / s);
    print_or_null("cpuMicros", "%.4f", npids && messages, server * 1e6 / (messages ? n : 1));
    print_or_null("core", "%.3f", npids > 0, server / s);
    print_or_null("noise", "%.2f", npids && a.machine >= 0, others > 0 ? others : 0);
    printf("\"errors\":%llu,\"error\":\"%s\"}\n", (unsigned long long)errors, first_error);
}

static void reset_counters(void)
{
    messages = bytes_out = hist_n = 0;
    memset(hist, 0, sizeof hist);
}

/* ---- modes ---------------------------------------------------------------------------------- */

static void run_load(void)
{
    struct conn *cs = calloc((size_t)o.conns, sizeof *cs);
    struct epoll_event ev[256];
    int live = 0;
    for (int i = 0; i < o.conns; i++) {
        struct conn *c = &cs[i];
        init_conn(c, i);
        if ((c->fd = tcp(1)) < 0)
            die("connect");
        watch(c, EPOLLIN);
        live++;
    }
    uint64_t start = now_ns(), warm = start + (uint64_t)(o.warmup * 1e9);
    uint64_t end = warm + (uint64_t)(o.duration * 1e9), grace = end + 5000000000ull;
    struct span a = mark(), b = a;
    int phase = 0;                       /* 0 warm-up, 1 measured, 2 last replies */
    for (int i = 0; i < o.conns; i++) {
        for (int k = 0; k < o.depth; k++)
            queue_message(&cs[i], start);
        if (flush(&cs[i]))
            die("first write");
        watch(&cs[i], cs[i].olen ? EPOLLIN | EPOLLOUT : EPOLLIN);
    }
    while (live > 0) {
        int n = epoll_wait(ep, ev, 256, 100);
        uint64_t now = now_ns();
        if (phase == 0 && now >= warm)
            reset_counters(), a = mark(), phase = 1;
        if (phase == 1 && now >= end)
            b = mark(), phase = 2;
        if (now >= grace)
            break;
        for (int i = 0; i < n; i++) {
            struct conn *c = ev[i].data.ptr;
            int lost = 0;
            if (ev[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) {
                uint64_t t = now_ns();
                int done = drain(c, t);
                if (done < 0)
                    lost = 1;
                else if (phase < 2) {
                    messages += (uint64_t)done;
                    while (done--)
                        queue_message(c, t);
                } else if (c->rcvd == c->sent)
                    lost = 1;            /* everything answered: this connection is finished */
            }
            if (!lost && flush(c))
                lost = 1;
            if (lost)
                drop(c), live--;
            else
                watch(c, c->olen ? EPOLLIN | EPOLLOUT : EPOLLIN);
        }
    }
    if (phase < 2)
        b = mark();
    for (int i = 0; i < o.conns; i++)
        if (cs[i].fd >= 0 && cs[i].rcvd < cs[i].sent)
            fail("connection %d: no reply to %llu of %llu messages", i, cs[i].sent - cs[i].rcvd, cs[i].sent);
    report(a, b);
}

static void run_connect(void)
{
    struct conn *cs = calloc((size_t)o.conns, sizeof *cs);
    struct epoll_event ev[256];
    uint64_t limit = now_ns() + (uint64_t)(o.duration * 1e9);
    int started = 0, open = 0;
    o.depth = 1;
    for (int i = 0; i < o.conns; i++)
        init_conn(&cs[i], i);
    struct span a = mark();
    for (;;) {
        for (int i = 0; i < o.conns && open < o.conns && started < o.count; i++) {
            struct conn *c = &cs[i];
            if (c->fd >= 0)
                continue;
            c->born = now_ns();
            c->sent = c->rcvd = (uint64_t)started++;
            expect_next(c);
            queue_message(c, c->born);
            if ((c->fd = tcp(0)) < 0) {
                fail("connection %d: connect failed after %llu (errno %llu)", i, messages, (uint64_t)errno);
                c->olen = c->opos = 0;
                continue;
            }
            open++;
            watch(c, EPOLLOUT);
        }
        if (!open || now_ns() > limit)
            break;
        int n = epoll_wait(ep, ev, 256, 100);
        for (int i = 0; i < n; i++) {
            struct conn *c = ev[i].data.ptr;
            int over = 0;
            if ((ev[i].events & (EPOLLERR | EPOLLHUP)) && !(ev[i].events & EPOLLIN))
                fail("connection %d: refused or reset, message %llu", c->id, c->sent, 0), over = 1;
            else if (c->olen)
                over = flush(c) < 0;
            if (!over && (ev[i].events & EPOLLIN)) {
                int done = drain(c, 0);
                over = done != 0;
                messages += done > 0;
            }
            if (over)
                c->olen = c->opos = 0, drop(c), open--;
            else
                watch(c, c->olen ? EPOLLOUT : EPOLLIN);
        }
    }
    report(a, mark());
}

static void pause_ms(int ms)
{
    struct timespec t = { ms / 1000, (ms % 1000) * 1000000L };
    nanosleep(&t, NULL);
}

static void run_idle(void)
{
    struct conn c;
    int *fds = calloc((size_t)o.conns, sizeof *fds);
    o.depth = 1;
    init_conn(&c, 0);
    pause_ms(300);
    long rss0 = mem_kib("Rss:");
    for (int i = 0; i < o.conns; i++) {  /* one at a time: the backlog of the server does not matter */
        if ((fds[i] = tcp(1)) < 0)
            die("connect");
        c.fd = fds[i], c.sent = c.rcvd = (uint64_t)i;
        expect_next(&c);
        queue_message(&c, now_ns());
        fcntl(c.fd, F_SETFL, fcntl(c.fd, F_GETFL) & ~O_NONBLOCK);
        struct timeval patience = { 10, 0 };
        setsockopt(c.fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        int done = 0;
        uint64_t by = now_ns() + 9000000000ull;
        if (flush(&c) == 0)
            while (done == 0 && now_ns() < by)
                done = drain(&c, 0);
        if (done <= 0) {
            fail("connection %d: no reply, message %llu", i, c.sent, 0);
            break;
        }
        messages++;
    }
    pause_ms((int)(o.duration * 1000));
    long rss1 = mem_kib("Rss:");
    for (int i = 0; i < o.conns; i++)
        close(fds[i]);
    pause_ms(300);
    long rss2 = mem_kib("Rss:");
    double n = o.conns;
    int known = rss0 > 0 && rss1 > 0;
    printf("{\"connections\":%d,", o.conns);
    print_or_null("kibPerConnection", "%.3f", known, (double)(rss1 - rss0) / n);
    print_or_null("beforeKib", "%.0f", known, (double)rss0);
    print_or_null("openKib", "%.0f", known, (double)rss1);
    print_or_null("closedKib", "%.0f", known, (double)rss2);
    printf("\"errors\":%llu,\"error\":\"%s\"}\n", (unsigned long long)errors, first_error);
}

/* Connection 0 sends for --duration seconds and reads nothing, then reads and verifies everything.
 * Connection 1 exchanges one message at a time all the while. */
static void run_slow(void)
{
    struct conn slow, probe;
    struct epoll_event ev[8];
    uint64_t worst = 0;
    o.depth = 1;
    init_conn(&slow, 0);
    init_conn(&probe, 1);
    free(slow.t0);
    slow.t0 = NULL;
    if ((slow.fd = tcp(1)) < 0 || (probe.fd = tcp(1)) < 0)
        die("connect");
    pause_ms(200);
    long rss0 = mem_kib("Rss:"), peak = rss0;
    uint64_t start = now_ns(), end = start + (uint64_t)(o.duration * 1e9), next = start, t_probe = start;
    uint64_t limit = end + 60000000000ull, pushed = 0;
    int sending = 1;
    watch(&slow, EPOLLOUT);
    watch(&probe, EPOLLIN);
    queue_message(&probe, start);
    flush(&probe);
    for (;;) {
        int n = epoll_wait(ep, ev, 8, 20);
        uint64_t now = now_ns();
        if (now >= next) {
            long r = mem_kib("Rss:");
            if (r > peak)
                peak = r;
            next = now + 50000000;
        }
        if (sending && now >= end)
            sending = 0, watch(&slow, slow.olen ? EPOLLIN | EPOLLOUT : EPOLLIN);
        if (now > limit)
            fail("slow reader %d: %llu of %llu replies after 60 s", 0, slow.rcvd, slow.sent);
        if (errors || (!sending && slow.rcvd == slow.sent && !slow.olen))
            break;
        for (int i = 0; i < n; i++) {
            struct conn *c = ev[i].data.ptr;
            if (c == &probe) {
                if (drain(c, now) < 0)
                    break;
                if (c->rcvd == c->sent) {
                    if (now - t_probe > worst)
                        worst = now - t_probe;
                    queue_message(c, t_probe = now_ns());
                    flush(c);
                    messages++;
                }
                continue;
            }
            if (!sending && (ev[i].events & EPOLLIN) && drain(c, now) < 0)
                break;
            if (ev[i].events & EPOLLOUT) {
                while (sending && c->sent * message_len < o.max_bytes &&
                       c->olen + message_len < 65536 + message_len)
                    queue_message(c, 0);
                uint64_t before = bytes_out;
                if (flush(c))
                    break;
                pushed += bytes_out - before;
                if (sending)
                    watch(c, c->sent * message_len < o.max_bytes || c->olen ? EPOLLOUT : 0);
                else
                    watch(c, c->olen ? EPOLLIN | EPOLLOUT : EPOLLIN);
            }
        }
    }
    printf("{\"takenMib\":%.2f,\"probeWorstMs\":%.1f,\"probes\":%llu,", (double)pushed / 1048576, (double)worst / 1e6,
           (unsigned long long)messages);
    print_or_null("growthMib", "%.1f", rss0 > 0, (double)(peak - rss0) / 1024);
    printf("\"errors\":%llu,\"error\":\"%s\"}\n", (unsigned long long)errors, first_error);
}

/* ---- options -------------------------------------------------------------------------------- */

static int pick(const char *name, const char *arg, const char *const *words)
{
    for (int i = 0; words[i]; i++)
        if (!strcmp(arg, words[i]))
            return i;
    fprintf(stderr, "load: --%s %s: unknown\n", name, arg);
    exit(2);
}

int main(int argc, char **argv)
{
    static const struct option names[] = {
        { "port", 1, 0, 'p' }, { "conns", 1, 0, 'c' }, { "depth", 1, 0, 'd' }, { "size", 1, 0, 's' },
        { "framing", 1, 0, 'f' }, { "expect", 1, 0, 'e' }, { "duration", 1, 0, 't' }, { "warmup", 1, 0, 'w' },
        { "mode", 1, 0, 'm' }, { "pid", 1, 0, 'P' }, { "count", 1, 0, 'n' }, { "max-mib", 1, 0, 'M' },
        { "binary", 0, 0, 'b' }, { 0 } };
    static const char *const framings[] = { "line", "length32", NULL };
    static const char *const expects[] = { "echo", "reverse", NULL };
    static const char *const modes[] = { "load", "connect", "idle", "slow", NULL };
    int k;
    while ((k = getopt_long(argc, argv, "", names, NULL)) != -1)
        switch (k) {
        case 'p': o.port = atoi(optarg); break;
        case 'c': o.conns = atoi(optarg); break;
        case 'd': o.depth = atoi(optarg); break;
        case 's': o.size = strtoul(optarg, NULL, 10); break;
        case 'f': o.framing = pick("framing", optarg, framings); break;
        case 'e': o.expect = pick("expect", optarg, expects); break;
        case 't': o.duration = atof(optarg); break;
        case 'w': o.warmup = atof(optarg); break;
        case 'm': o.mode = pick("mode", optarg, modes); break;
        case 'n': o.count = atoi(optarg); break;
        case 'M': o.max_bytes = strtoul(optarg, NULL, 10) << 20; break;
        case 'b': o.binary = 1; break;
        case 'P':
            for (char *s = strtok(optarg, ","); s && npids < MAX_PIDS; s = strtok(NULL, ","))
                pids[npids++] = atoi(s);
            break;
        default: return 2;
        }
    if (o.port < 1 || o.port > 65535 || o.conns < 1 || o.depth < 1 || o.size < 1 || o.duration <= 0 ||
        o.duration > 600 || o.warmup > 600 || o.count < 1) {
        fprintf(stderr, "usage: load --port P [--mode load|connect|idle|slow] [--framing line|length32] [--expect echo|reverse]\n"
                        "  [--binary] [--conns N] [--depth N] [--size BYTES] [--duration S] [--warmup S] [--count N] [--max-mib N]\n"
                        "  [--pid PID[,PID]]\n");
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    make_messages();
    raise_nofile();
    if ((ep = epoll_create1(0)) < 0)
        die("epoll_create1");
    if (o.mode == LOAD)
        run_load();
    else if (o.mode == CONNECT)
        run_connect();
    else if (o.mode == IDLE)
        run_idle();
    else
        run_slow();
    return errors ? 1 : 0;
}
