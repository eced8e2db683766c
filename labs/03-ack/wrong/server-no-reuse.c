// wirelab: fails restart
// Does not set SO_REUSEADDR: while connections of the one before are remembered, it cannot be started.
/* Acknowledges every line that a client sends; the line exit ends its connection. */
#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 5000
#define REPLY "Message received\n"
#define KEPT 8 /* of a line: more than exit and CR have is not looked at */

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

static int is_exit(const char *line, size_t length)
{
    if (length == 5 && line[4] == '\r')
        length = 4;
    return length == 4 && strncasecmp(line, "exit", 4) == 0;
}

/* Serves one client until it says exit, ends the connection or breaks it off. */
static void serve(int connection)
{
    char buffer[4096], line[KEPT];
    size_t length = 0; /* of the line so far: it may come in pieces */
    ssize_t got;
    while ((got = recv(connection, buffer, sizeof buffer, 0)) > 0) {
        for (ssize_t i = 0; i < got; i++) {
            if (buffer[i] != '\n') {
                if (length < KEPT)
                    line[length] = buffer[i];
                length++;
                continue;
            }
            if (send_all(connection, REPLY, strlen(REPLY)) < 0 || is_exit(line, length))
                return;
            length = 0;
        }
    }
}

int main(void)
{
    /* Sending to a client that is gone shall fail, and not end this program. */
    signal(SIGPIPE, SIG_IGN);

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 16) < 0) {
        perror("cannot listen");
        return 1;
    }
    printf("listening on port %d\n", PORT);
    fflush(stdout);

    for (;;) {
        int connection = accept(listener, NULL, NULL);
        if (connection < 0)
            continue;
        serve(connection);
        close(connection);
    }
}
