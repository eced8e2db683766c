/* Divides the codeword that a client sends by the key, and says whether there is an error in it. */
#include <arpa/inet.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 12345
#define KEY "1001"
#define LONGEST 65536 /* bytes of a line */

/* Divides modulo 2, as on paper: the bits become zeros and, at the end, the remainder. True if that is not zero. */
static int has_remainder(char *bits, size_t length)
{
    /* YOUR PART: subtract the key wherever there is a 1, from left to right. */
    (void)bits, (void)length;
    return 1;
}

/* Receives until there is a line feed, which a zero byte replaces. NULL: the line did not come, or is too long. */
static char *receive_line(FILE *input)
{
    /* YOUR PART */
    (void)input;
    return NULL;
}

static void answer(int connection, const char *line)
{
    size_t length = strlen(line);
    if (length == 0 || strspn(line, "01") != length) {
        dprintf(connection, "error: a codeword is made of 0 and 1\n");
        return;
    }
    char *bits = strdup(line); /* the division needs bits of its own */
    if (has_remainder(bits, length))
        dprintf(connection, "Error in data\n");
    else
        dprintf(connection, "THANK you Data ->%s Received No error FOUND\n", line);
    free(bits);
}

/* Answers one line and closes the connection. */
static void *serve(void *argument)
{
    int connection = (int)(intptr_t)argument;
    FILE *input = fdopen(connection, "r"); /* as a file, it can be read by lines, however the bytes arrive */
    char *line = receive_line(input);
    if (line != NULL) {
        answer(connection, line);
        free(line);
    }
    fclose(input);
    return NULL;
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
        /* A thread for each client: one that is slow keeps no other waiting. */
        pthread_t thread;
        if (pthread_create(&thread, NULL, serve, (void *)(intptr_t)connection) == 0)
            pthread_detach(thread);
        else
            close(connection);
    }
}
