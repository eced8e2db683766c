// wirelab: fails input-at-once
// Takes what one read of the input returns for one line.
/* Has a sentence reversed by the server, as often as the user wants. */
#define _GNU_SOURCE /* getline */
#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define PORT 12345
#define REQUEST "shaurya says geeksforgeeks\n"

static int wants_more(void)
{
    char answer[100] = "";
    printf("Do you want to continue(y/n) :");
    fflush(stdout);
    return read(0, answer, sizeof answer - 1) > 0 && strcmp(answer, "y\n") == 0;
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

    FILE *replies = fdopen(connection, "r"); /* as a file, it can be read by lines, however the bytes arrive */
    char *reply = NULL;
    size_t size = 0;
    do {
        if (send(connection, REQUEST, strlen(REQUEST), 0) < 0) {
            perror("cannot send");
            return 1;
        }
        if (getline(&reply, &size, replies) < 0 || strchr(reply, '\n') == NULL) {
            if (ferror(replies))
                perror("no answer");
            else
                fprintf(stderr, "the server closed the connection\n");
            return 1;
        }
        printf("Received from the server : %s", reply);
        fflush(stdout);
    } while (wants_more());
    free(reply);
    return 0;
}
