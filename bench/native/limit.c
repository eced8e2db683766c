/*
 * limit - the practical upper bound: a framed TCP server in C on the loopback.
 *
 *   limit PORT [line|length32] [echo|reverse]
 *
 * One thread, one level-triggered epoll set.  It does what any honest server must: cuts the byte
 * stream into frames of any size up to MAX_FRAME, calls a handler through a pointer for each message,
 * frames the reply, writes all replies of one read in one send, and stops reading a connection whose
 * peer does not take its replies.  An idle connection owns no buffers.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAX_FRAME (1u << 20)
#define READ_SIZE (256u << 10)

struct conn {
    int fd, events;
    uint8_t *in;                         /* incomplete frame */
    size_t in_len;
    uint8_t *out;                        /* replies the socket did not take */
    size_t out_pos, out_len;
};

static int ep, by_length;
static uint8_t in[MAX_FRAME + READ_SIZE + 4];
static uint8_t *out;                     /* replies to one read */
static size_t out_len, out_cap;

/* ---- handlers: message in, reply body out; a reply is never longer than its message ---------------- */

typedef size_t handler_fn(const uint8_t *m, size_t n, uint8_t *reply);

static size_t echo(const uint8_t *m, size_t n, uint8_t *reply)
{
    memcpy(reply, m, n);
    return n;
}

static size_t reverse(const uint8_t *m, size_t n, uint8_t *reply)
{
    for (size_t i = 0; i < n; i++)
        reply[i] = m[n - 1 - i];
    return n;
}

static handler_fn *volatile handler = echo; /* volatile: keep it a real call per message */

/* ---- connections ------------------------------------------------------------------------------ */

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static void watch(struct conn *c, int events)
{
    if (c->events == events)
        return;
    struct epoll_event e = { .events = (uint32_t)events, .data.ptr = c };
    if (epoll_ctl(ep, c->events < 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, c->fd, &e))
        die("epoll_ctl");
    c->events = events;
}

static void drop(struct conn *c)
{
    close(c->fd);
    free(c->in);
    free(c->out);
    free(c);
}

static int send_out(struct conn *c)      /* send the replies in out[]; keep what does not fit */
{
    size_t pos = 0;
    if (!c->out) {
        ssize_t w = send(c->fd, out, out_len, MSG_NOSIGNAL);
        if (w < 0 && errno != EAGAIN)
            return -1;
        pos = w < 0 ? 0 : (size_t)w;
    }
    if (pos < out_len) {
        uint8_t *p = realloc(c->out, c->out_len + out_len - pos);
        if (!p)
            die("realloc");
        memcpy(p + c->out_len, out + pos, out_len - pos);
        c->out = p, c->out_len += out_len - pos;
    }
    out_len = 0;
    return 0;
}

static void answer(const uint8_t *m, size_t n)
{
    size_t need = out_len + n + 128;
    if (need > out_cap && !(out = realloc(out, out_cap = need * 2)))
        die("realloc");
    uint8_t *p = out + out_len + (by_length ? 4 : 0);
    size_t r = handler(m, n, p);
    if (by_length) {
        uint32_t be = htonl((uint32_t)r);
        memcpy(out + out_len, &be, 4);
        out_len += 4 + r;
    } else {
        p[r] = '\n';
        out_len += r + 1;
    }
}

static int on_readable(struct conn *c)
{
    size_t carry = c->in_len, pos = 0;
    ssize_t r = recv(c->fd, in + carry, READ_SIZE, 0);
    if (r <= 0)
        return r < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : -1;
    if (carry)
        memcpy(in, c->in, carry);
    size_t len = carry + (size_t)r, scan = carry;
    for (;;) {
        if (by_length) {
            if (len - pos < 4)
                break;
            uint32_t n;
            memcpy(&n, in + pos, 4);
            n = ntohl(n);
            if (n > MAX_FRAME)
                return -1;
            if (len - pos - 4 < n)
                break;
            answer(in + pos + 4, n);
            pos += 4 + n;
        } else {
            uint8_t *nl = memchr(in + scan, '\n', len - scan);
            if (!nl)
                break;
            answer(in + pos, (size_t)(nl - in) - pos);
            pos = scan = (size_t)(nl - in) + 1;
        }
    }
    size_t left = len - pos;
    if (left > MAX_FRAME + 4)
        return -1;
    if (left && (!c->in || left > carry)) {
        uint8_t *p = realloc(c->in, left);
        if (!p)
            die("realloc");
        c->in = p;
    }
    if (left)
        memcpy(c->in, in + pos, left);
    else
        free(c->in), c->in = NULL;
    c->in_len = left;
    if (out_len && send_out(c))
        return -1;
    watch(c, c->out ? EPOLLOUT : EPOLLIN);
    return 0;
}

static int on_writable(struct conn *c)
{
    ssize_t w = send(c->fd, c->out + c->out_pos, c->out_len - c->out_pos, MSG_NOSIGNAL);
    if (w < 0)
        return errno == EAGAIN ? 0 : -1;
    c->out_pos += (size_t)w;
    if (c->out_pos == c->out_len) {
        free(c->out);
        c->out = NULL, c->out_pos = c->out_len = 0;
        watch(c, EPOLLIN);
    }
    return 0;
}

int main(int argc, char **argv)
{
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons((uint16_t)(argc > 1 ? atoi(argv[1]) : 0)),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    by_length = argc > 2 && !strcmp(argv[2], "length32");
    if (argc > 3 && !strcmp(argv[3], "reverse"))
        handler = reverse;
    int one = 1, ls = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    setsockopt(ls, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (ls < 0 || bind(ls, (struct sockaddr *)&a, sizeof a) || listen(ls, 4096))
        die("listen");
    signal(SIGPIPE, SIG_IGN);
    ep = epoll_create1(0);
    struct epoll_event ev[256], le = { .events = EPOLLIN, .data.ptr = NULL };
    epoll_ctl(ep, EPOLL_CTL_ADD, ls, &le);
    for (;;) {
        int n = epoll_wait(ep, ev, 256, -1);
        for (int i = 0; i < n; i++) {
            struct conn *c = ev[i].data.ptr;
            if (!c) {
                for (int fd; (fd = accept4(ls, NULL, NULL, SOCK_NONBLOCK)) >= 0;) {
                    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
                    if (!(c = calloc(1, sizeof *c)))
                        die("calloc");
                    c->fd = fd, c->events = -1;
                    watch(c, EPOLLIN);
                }
                continue;
            }
            if ((c->out ? on_writable(c) : on_readable(c)) < 0)
                drop(c);
            out_len = 0;
        }
    }
}
