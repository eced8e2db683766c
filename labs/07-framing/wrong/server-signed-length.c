// wirelab: fails four-gib
// Compares the length as a number with a sign: ff ff ff ff is -1, and then as much as can be.
/* Echo server for frames: a length of four bytes, big-endian, and then that many bytes. */
#include <arpa/inet.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 10101
#define LONGEST 1048576 /* bytes of a message */
#define HEADER 4

/* Receives `size` bytes, however many reads that takes. Returns how many have come: fewer where the stream ends or breaks. */
static size_t receive(int connection, char *bytes, size_t size)
{
    size_t have = 0;
    while (have < size) {
        ssize_t got = recv(connection, bytes + have, size - have, 0);
        if (got <= 0)
            break;
        have += (size_t)got;
    }
    return have;
}

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

/* Sends back each message of a client until it ends the connection or breaks it off. */
static void serve(int connection)
{
    static char frame[HEADER + LONGEST];
    while (receive(connection, frame, HEADER) == HEADER) {
        uint32_t length;
        memcpy(&length, frame, HEADER);
        int size = (int)ntohl(length);
        /* Before anything of the message is received: there is no room for more. */
        if (size > LONGEST) {
            printf("a message of %d bytes is announced, the limit is %d\n", size, LONGEST);
            fflush(stdout);
            return;
        }
        if (receive(connection, frame + HEADER, (size_t)size) < (size_t)size)
            return;
        if (send_all(connection, frame, HEADER + (size_t)size) < 0)
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
