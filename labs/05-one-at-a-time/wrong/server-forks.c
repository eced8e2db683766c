// wirelab: fails one-at-a-time
// Makes a process for each client: that is a good server, and not this one.
/* Echoes lines to one client at a time; the others wait in the queue of the system. */
#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define PORT 5000
#define SILENCE 5 /* seconds that a client may say nothing while others wait */
#define LONGEST 1000 /* bytes of a line */
#define QUEUE 16 /* so many may wait */

/* send may take only some of the bytes. */
static int send_all(int connection, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t sent = send(connection, bytes, size, 0);
        if (sent < 0)
            return -1;
        bytes += sent;
        size -= (size_t)sent;
    }
    return 0;
}

/* Echoes each line until the client ends its direction, breaks off, is silent for too long or sends too long a line. */
static void serve(int connection)
{
    char buffer[4096], line[LONGEST];
    size_t length = 0; /* of the line so far: it may come in pieces */
    ssize_t got;
    while ((got = recv(connection, buffer, sizeof buffer, 0)) > 0) {
        for (ssize_t i = 0; i < got; i++) {
            if (length == LONGEST)
                return;
            line[length++] = buffer[i];
            if (buffer[i] != '\n')
                continue;
            if (send_all(connection, line, length) < 0)
                return;
            length = 0;
        }
    }
    if (got < 0)
        perror("a client was sent away");
}

int main(void)
{
    /* Sending to a client that is gone shall fail, and not end this program. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGCHLD, SIG_IGN);

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    /* Without this, the port may be refused when the server is started again. */
    int on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, QUEUE) < 0) {
        perror("cannot listen");
        return 1;
    }
    printf("listening on port %d\n", PORT);
    fflush(stdout);

    for (;;) {
        int connection = accept(listener, NULL, NULL); /* the one that has waited longest */
        if (connection < 0)
            continue;
        struct timeval silence = { .tv_sec = SILENCE };
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &silence, sizeof silence);
        setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &silence, sizeof silence);
        if (fork() == 0) {
            serve(connection);
            _exit(0);
        }
        close(connection);
    }
}
