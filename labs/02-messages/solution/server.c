/* Echo server: sends back all that a client sends, message after message, and then serves the next one. */
#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 65432

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

/* Sends back what comes until the client ends the connection or breaks it off. */
static void serve(int connection)
{
    char buffer[4096];
    ssize_t got;
    while ((got = recv(connection, buffer, sizeof buffer, 0)) > 0) {
        if (send_all(connection, buffer, (size_t)got) < 0)
            return;
    }
}

int main(void)
{
    /* Sending to a client that is gone shall fail, and not end this program. */
    signal(SIGPIPE, SIG_IGN);

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    /* Without this, the port may be refused when the server is started again. */
    int on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
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
