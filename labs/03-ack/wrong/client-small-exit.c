// wirelab: fails exit-any-case
// Knows exit in small letters only.
/* A prompt: sends each line that is typed, and prints the server's reply to it. */
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

    /* As files, both directions can be read and written by lines, however the bytes arrive. */
    FILE *replies = fdopen(connection, "r");
    FILE *requests = fdopen(dup(connection), "w");
    char *line = NULL, *reply = NULL;
    size_t line_size = 0, reply_size = 0;
    for (;;) {
        printf("> ");
        fflush(stdout);
        if (getline(&line, &line_size, stdin) < 0)
            break; /* Ctrl+D, or the end of a file */
        line[strcspn(line, "\n")] = '\0';
        fprintf(requests, "%s\n", line);
        if (fflush(requests) != 0) {
            perror("cannot send");
            return 1;
        }
        if (getline(&reply, &reply_size, replies) < 0 || strchr(reply, '\n') == NULL) {
            if (ferror(replies))
                perror("no answer");
            else
                fprintf(stderr, "the server closed the connection\n");
            return 1;
        }
        printf("Server response: %s", reply);
        fflush(stdout);
        if (strcmp(line, "exit") == 0)
            break;
    }
    free(line);
    free(reply);
    return 0;
}
