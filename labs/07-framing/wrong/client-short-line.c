// wirelab: fails long-line
// Has room for lines of 4096 bytes.
/* Sends each line of its input in a frame, and prints what comes back. */
#include <arpa/inet.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define PORT 10101
#define LONGEST 1048576 /* bytes of a message */
#define HEADER 4

/* Receives exactly `size` bytes, however many reads that takes. */
static int receive(int connection, char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t got = recv(connection, bytes, size, 0);
        if (got < 0) {
            perror("no echo");
            return -1;
        }
        if (got == 0) {
            fprintf(stderr, "the server closed the connection\n");
            return -1;
        }
        bytes += got;
        size -= (size_t)got;
    }
    return 0;
}

/* send may take only some of the bytes. */
static int send_all(int connection, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t sent = send(connection, bytes, size, 0);
        if (sent < 0) {
            perror("cannot send");
            return -1;
        }
        bytes += sent;
        size -= (size_t)sent;
    }
    return 0;
}

static int send_message(int connection, const char *message, size_t size)
{
    uint32_t length = htonl((uint32_t)size);
    return send_all(connection, (const char *)&length, HEADER) < 0 ? -1 : send_all(connection, message, size);
}

/* Returns the size of the message, or -1. */
static long receive_message(int connection, char *message)
{
    uint32_t length;
    if (receive(connection, (char *)&length, HEADER) < 0)
        return -1;
    size_t size = ntohl(length);
    if (size > LONGEST) {
        fprintf(stderr, "a message of %zu bytes is announced, the limit is %d\n", size, LONGEST);
        return -1;
    }
    return receive(connection, message, size) < 0 ? -1 : (long)size;
}

int main(void)
{
    /* Sending to a server that is gone shall fail, so that there can be a message. */
    signal(SIGPIPE, SIG_IGN);

    int connection = socket(AF_INET, SOCK_STREAM, 0);
    struct timeval patience = { .tv_sec = 5 };
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    if (connect(connection, (struct sockaddr *)&address, sizeof address) < 0) {
        perror("cannot connect");
        return 1;
    }

    static char echo[LONGEST];
    static char line[4096];
    while (fgets(line, sizeof line, stdin) != NULL) {
        size_t length = strlen(line);
        if (length > 0 && line[length - 1] == '\n')
            length--;
        if (send_message(connection, line, length) < 0)
            return 1;
        long size = receive_message(connection, echo);
        if (size < 0)
            return 1;
        printf("Came back: ");
        fwrite(echo, 1, (size_t)size, stdout); /* it may hold any byte, and has no zero byte at its end */
        printf("\n");
        fflush(stdout);
    }
    close(connection);
    return 0;
}
