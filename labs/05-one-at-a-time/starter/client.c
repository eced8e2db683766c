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
    /* YOUR PART: a timeout (SO_RCVTIMEO, a struct timeval) of PATIENCE seconds. */
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
    while (getline(&line, &line_size, stdin) >= 0) {
        line[strcspn(line, "\n")] = '\0';
        /* YOUR PART: send the line (fprintf, fflush), wait for its echo (getline), and print it. What if there is none? */
        (void)echoes, (void)requests, (void)echo_size;
    }
    free(line);
    free(echo);
    return 0;
}
