// wirelab: fails server-closes
// Says the right words, and has one exit code for whatever the server does.
/* Sends the lines of its input and prints their echoes. Says what goes wrong, each in a way of its own. */
#define _GNU_SOURCE /* getline */
#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define PORT 65432
#define PATIENCE 5 /* seconds */
#define ATTEMPTS 5

enum { OTHER = 1, REFUSED, CLOSED, RESET, NO_ANSWER }; /* exit codes */

static int fail(int code, const char *why)
{
    fprintf(stderr, "port %d: %s\n", PORT, why);
    return code;
}

/* What an error of the connection means. */
static int fail_by(int error)
{
    if (error == ECONNREFUSED)
        return fail(REFUSED, "refused: nobody listens there");
    if (error == ECONNRESET || error == EPIPE)
        return fail(RESET, "reset: the connection is broken");
    if (error == EAGAIN || error == ETIMEDOUT)
        return fail(NO_ANSWER, "no answer in time");
    return fail(OTHER, strerror(error));
}

/* The connection, or -1. */
static int connect_to_server(void)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    useconds_t pause = 200000; /* microseconds */
    for (int attempt = 1;; attempt++, pause *= 2) {
        /* A socket that was refused is of no more use. */
        int connection = socket(AF_INET, SOCK_STREAM, 0);
        struct timeval patience = { .tv_sec = PATIENCE };
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        if (connect(connection, (struct sockaddr *)&address, sizeof address) == 0)
            return connection;
        int error = errno;
        close(connection);
        errno = error;
        if (error != ECONNREFUSED || attempt == ATTEMPTS)
            return -1;
        usleep(pause);
    }
}

int main(void)
{
    /* Sending to a server that is gone shall fail, so that there can be a message. */
    signal(SIGPIPE, SIG_IGN);

    int connection = connect_to_server();
    if (connection < 0)
        return fail_by(errno);
    /* As files, both directions can be read and written by lines, however the bytes arrive. */
    FILE *echoes = fdopen(connection, "r");
    FILE *requests = fdopen(dup(connection), "w");
    char *line = NULL, *echo = NULL;
    size_t line_size = 0, echo_size = 0;
    while (getline(&line, &line_size, stdin) > 0) {
        line[strcspn(line, "\n")] = '\0';
        fprintf(requests, "%s\n", line);
        if (fflush(requests) != 0)
            return fail_by(errno);
        ssize_t length = getline(&echo, &echo_size, echoes);
        if (length < 0 && ferror(echoes))
            return fail_by(errno);
        if (length <= 0 || echo[length - 1] != '\n')
            return fail(OTHER, "closed by the server before the echo was there");
        fputs(echo, stdout);
        fflush(stdout);
    }
    free(line);
    free(echo);
    return 0;
}
