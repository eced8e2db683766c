/* Messages, the replies due to them, and the connections that carry them. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>

enum { LINE, LENGTH32 };                 /* framing */
enum { ECHO, REVERSE };                  /* what the server does to a message */
enum { LOAD, CONNECT, IDLE, SLOW };      /* mode */

#define PERIOD 65536u                    /* message n of connection c starts at a pattern offset mod PERIOD */
#define RBUF (256 * 1024)

static struct {
    int port, conns, depth, framing, expect, mode, binary, count;
    size_t size;
    double duration, warmup;
    size_t max_bytes;
} o = { .conns = 1, .depth = 1, .size = 64, .duration = 3, .warmup = 0.5, .count = 10000,
        .max_bytes = 256u << 20 };

struct conn {
    int fd, id, want;                    /* want: epoll events registered */
    uint64_t sent, rcvd;                 /* messages queued, replies verified */
    size_t rpos;                         /* bytes of the current reply already verified */
    const uint8_t *exp;                  /* body of the current reply */
    uint8_t *out;                        /* queued request bytes [opos, olen) */
    size_t opos, olen;
    uint64_t *t0;                        /* send times of the messages in flight, a ring of depth */
    int t_in, t_out;
    uint64_t born;
};

static uint64_t messages, bytes_out, errors;
static char first_error[256];

static void fail(const char *fmt, int id, uint64_t a, uint64_t b)
{
    errors++;
    if (!first_error[0])
        snprintf(first_error, sizeof first_error, fmt, id, (unsigned long long)a, (unsigned long long)b);
}

static void die(const char *what)
{
    perror(what);
    exit(2);
}

/* ---- messages ------------------------------------------------------------------------------- */

static uint8_t *pat, *rev;               /* the pattern and the pattern backwards */
static size_t head, tail, message_len;   /* framing around a payload, and all of it */
static uint8_t head_bytes[4];

static void make_messages(void)
{
    size_t n = PERIOD + o.size;
    uint64_t x = 88172645463325252ull;
    pat = malloc(n);
    rev = malloc(n);
    if (!pat || !rev)
        die("malloc");
    for (size_t i = 0; i < n; i++) {
        x ^= x << 13, x ^= x >> 7, x ^= x << 17;
        uint8_t b = o.binary ? (uint8_t)(x >> 32) : (uint8_t)(33 + (x >> 32) % 94);
        pat[i] = o.framing == LINE && (b == '\n' || b == '\r') ? 'n' : b; /* \r before \n would be taken for its half */
    }
    for (size_t i = 0; i < n; i++)
        rev[i] = pat[n - 1 - i];
    head = o.framing == LENGTH32 ? 4 : 0;
    tail = o.framing == LINE ? 1 : 0;
    message_len = head + o.size + tail;
    for (int i = 0; i < 4; i++)
        head_bytes[i] = (uint8_t)(o.size >> (24 - 8 * i));
}

static const uint8_t *message(const struct conn *c, uint64_t n)
{
    return pat + (((uint64_t)c->id * 7919u + n * 40503u) & (PERIOD - 1));
}

static void expect_next(struct conn *c)
{
    const uint8_t *m = message(c, c->rcvd);
    c->rpos = 0;
    c->exp = o.expect == ECHO ? m : rev + (PERIOD + o.size) - (size_t)(m - pat) - o.size;
}

static void queue_message(struct conn *c, uint64_t now)
{
    uint8_t *p = c->out + c->olen;
    memcpy(p, head_bytes, head);
    memcpy(p + head, message(c, c->sent), o.size);
    if (tail)
        p[head + o.size] = '\n';
    c->olen += message_len;
    if (c->t0)
        c->t0[c->t_in] = now, c->t_in = c->t_in + 1 == o.depth ? 0 : c->t_in + 1;
    c->sent++;
}

/* Compare received bytes with the replies due; returns replies completed, or -1. */
static int verify(struct conn *c, const uint8_t *p, size_t n, uint64_t now)
{
    int done = 0;
    while (n) {
        if (c->rcvd == c->sent) {
            fail("connection %d: %llu unasked bytes after reply %llu", c->id, n, c->rcvd);
            return -1;
        }
        const uint8_t *want;
        size_t k;
        if (c->rpos < head)
            want = head_bytes + c->rpos, k = head - c->rpos;
        else if (c->rpos < head + o.size)
            want = c->exp + (c->rpos - head), k = head + o.size - c->rpos;
        else
            want = (const uint8_t *)"\n", k = 1;
        if (k > n)
            k = n;
        if (memcmp(want, p, k)) {
            fail("connection %d: reply %llu differs near byte %llu", c->id, c->rcvd, c->rpos);
            return -1;
        }
        p += k, n -= k, c->rpos += k;
        if (c->rpos == message_len) {
            if (c->t0)
                hist_add(now - c->t0[c->t_out]), c->t_out = c->t_out + 1 == o.depth ? 0 : c->t_out + 1;
            c->rcvd++, done++;
            expect_next(c);
        }
    }
    return done;
}

/* ---- sockets -------------------------------------------------------------------------------- */

static int ep;
static uint8_t rbuf[RBUF];

static void watch(struct conn *c, int events)
{
    if (c->want == events)
        return;
    struct epoll_event e = { .events = (uint32_t)events, .data.ptr = c };
    if (epoll_ctl(ep, c->want < 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, c->fd, &e))
        die("epoll_ctl");
    c->want = events;
}

static int tcp(int blocking)             /* a socket connected, or connecting, to the server */
{
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons((uint16_t)o.port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int one = 1, fd = socket(AF_INET, SOCK_STREAM | (blocking ? 0 : SOCK_NONBLOCK), 0);
    if (fd < 0)
        die("socket");
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (connect(fd, (struct sockaddr *)&a, sizeof a) && (blocking || errno != EINPROGRESS))
        return close(fd), -1;
    if (blocking)
        fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
    return fd;
}

static void drop(struct conn *c)
{
    if (c->fd >= 0)
        close(c->fd);
    c->fd = -1, c->want = -1;
}

static int flush(struct conn *c)         /* write what is queued; 0, or -1 when the connection is lost */
{
    while (c->opos < c->olen) {
        ssize_t w = send(c->fd, c->out + c->opos, c->olen - c->opos, MSG_NOSIGNAL);
        if (w < 0 && errno == EAGAIN)
            break;
        if (w < 0) {
            fail("connection %d: send failed after %llu messages (errno %llu)", c->id, c->sent, (uint64_t)errno);
            return -1;
        }
        c->opos += (size_t)w, bytes_out += (uint64_t)w;
    }
    if (c->opos == c->olen)
        c->opos = c->olen = 0;
    else if (c->opos > 65536) {
        memmove(c->out, c->out + c->opos, c->olen - c->opos);
        c->olen -= c->opos, c->opos = 0;
    }
    return 0;
}

static int drain(struct conn *c, uint64_t now) /* read once and verify; replies completed, or -1 */
{
    ssize_t r = recv(c->fd, rbuf, sizeof rbuf, 0);
    if (r < 0 && errno == EAGAIN)
        return 0;
    if (r <= 0) {
        fail("connection %d: closed by the server, %llu sent, %llu answered", c->id, c->sent, c->rcvd);
        return -1;
    }
    return verify(c, rbuf, (size_t)r, now ? now : now_ns());
}

static void init_conn(struct conn *c, int id)
{
    memset(c, 0, sizeof *c);
    c->id = id, c->fd = -1, c->want = -1;
    c->out = malloc((size_t)o.depth * message_len + 65536 + message_len);
    c->t0 = calloc((size_t)o.depth, sizeof *c->t0);
    if (!c->out || !c->t0)
        die("malloc");
    expect_next(c);
}

static void raise_nofile(void)
{
    struct rlimit r;
    rlim_t need = (rlim_t)o.conns + 64;
    getrlimit(RLIMIT_NOFILE, &r);
    if (r.rlim_cur >= need)
        return;
    r.rlim_cur = need;
    if (r.rlim_max < need)
        r.rlim_max = need;
    if (setrlimit(RLIMIT_NOFILE, &r))
        die("RLIMIT_NOFILE");
}
