// wirelab: fails name
// Understands addresses in digits, and no names.
/* Sends each line of its input to an echo server and prints the echo; where it cannot, it tells why. */
#define _GNU_SOURCE /* getaddrinfo, getline */
#include <errno.h>
#include <netdb.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static const char *host = "127.0.0.1", *port = "5000";

static void fail(const char *cause, int code)
{
    fprintf(stderr, "cannot reach %s:%s: %s\n", host, port, cause);
    exit(code);
}

/* Ends the program with what this error means. */
static void fail_for(int error)
{
    switch (error) {
    case ECONNREFUSED:
        fail("refused", 3);
        break;
    case EHOSTUNREACH:
    case ENETUNREACH:
        fail("unreachable", 4);
        break;
    case EINPROGRESS: /* connect, when its time is up */
    case EAGAIN:      /* recv, when its time is up */
    case ETIMEDOUT:   /* the system has given up before */
        fail("no answer", 5);
        break;
    default:
        fail("closed", 1);
    }
}

/* Tries all addresses of the host. */
static int connected(void)
{
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICHOST }, *found;
    if (getaddrinfo(host, port, &hints, &found) != 0)
        fail("unknown name", 6);
    int error = 0;
    for (struct addrinfo *one = found; one != NULL; one = one->ai_next) {
        int connection = socket(one->ai_family, one->ai_socktype, one->ai_protocol);
        /* On Linux, the time for sending is that for connecting, too. */
        struct timeval patience = { .tv_sec = 5 };
        setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        if (connection >= 0 && connect(connection, one->ai_addr, one->ai_addrlen) == 0) {
            freeaddrinfo(found);
            return connection;
        }
        error = errno;
        close(connection);
    }
    fail_for(error);
    return -1;
}

int main(int argc, char **argv)
{
    /* Sending to a server that is gone shall fail, so that there can be a message. */
    signal(SIGPIPE, SIG_IGN);
    if (argc > 1)
        host = argv[1];
    if (argc > 2)
        port = argv[2];
    int connection = connected();

    /* As files, both directions can be read and written by lines, however the bytes arrive. */
    FILE *echoes = fdopen(connection, "r");
    FILE *lines = fdopen(dup(connection), "w");
    char *line = NULL, *echo = NULL;
    size_t line_size = 0, echo_size = 0;
    while (getline(&line, &line_size, stdin) >= 0) {
        line[strcspn(line, "\n")] = '\0';
        fprintf(lines, "%s\n", line);
        if (fflush(lines) != 0)
            fail_for(errno);
        if (getline(&echo, &echo_size, echoes) < 0 || strchr(echo, '\n') == NULL)
            fail_for(ferror(echoes) ? errno : EPIPE);
        printf("%s", echo);
        fflush(stdout);
    }
    free(line);
    free(echo);
    return 0;
}
