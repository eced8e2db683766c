// wirelab: fails input-at-once
// Takes what one read of its input returns for one line: those of a file are sent together.
/* Sends each line of its input, and prints the echo. It may have to wait in a queue for its turn. */
#define _GNU_SOURCE /* getline */
#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define PORT 5000
#define PATIENCE 10 /* seconds: longer than the server's, so that a silent client ahead of this one is sent away first */

int main(void)
{
    /* Sending to a server that is gone shall fail, so that there can be a message. */
    signal(SIGPIPE, SIG_IGN);

    int connection = socket(AF_INET, SOCK_STREAM, 0);
    struct timeval patience = { .tv_sec = PATIENCE };
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    /* As soon as this has returned we are connected, which does not mean that it is our turn. */
    if (connect(connection, (struct sockaddr *)&address, sizeof address) < 0) {
        perror("cannot connect");
        return 1;
    }

    /* As files, both directions can be read and written by lines, however the bytes arrive. */
    FILE *echoes = fdopen(connection, "r");
    FILE *requests = fdopen(dup(connection), "w");
    char *line = NULL, *echo = NULL;
    size_t line_size = 0, echo_size = 0;
    line = malloc(line_size = 4096);
    ssize_t got;
    while ((got = read(0, line, line_size)) > 0) {
        fwrite(line, 1, (size_t)got, requests);
        if (fflush(requests) != 0) {
            perror("cannot send");
            return 1;
        }
        if (getline(&echo, &echo_size, echoes) < 0 || strchr(echo, '\n') == NULL) {
            if (ferror(echoes))
                perror("no echo");
            else
                fprintf(stderr, "the server closed the connection\n");
            return 1;
        }
        printf("Received from server: %s", echo);
        fflush(stdout);
    }
    free(line);
    free(echo);
    return 0;
}
