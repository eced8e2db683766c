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
    /* YOUR PART: ask. What if there is no more input? */
    return 0;
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
        /* YOUR PART: send the request, wait for the reply (getline from replies), and print it.
           What does getline return when the server has closed? */
        (void)replies, (void)size;
    } while (wants_more());
    free(reply);
    return 0;
}
