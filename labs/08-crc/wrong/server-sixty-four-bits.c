// wirelab: fails long-codeword
// Makes an integer of the line, and has room for 64 bits.
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

/* Divides modulo 2. True if there is a remainder. */
static int has_remainder(const char *line)
{
    uint64_t bits = strtoull(line, NULL, 2), key = strtoull(KEY, NULL, 2);
    int width = (int)strlen(KEY);
    for (int shift = 64 - width; shift >= 0; shift--) {
        if ((bits >> (shift + width - 1)) & 1)
            bits ^= key << shift;
    }
    return bits != 0;
}

/* Receives until there is a line feed, which a zero byte replaces. NULL: the line did not come, or is too long. */
static char *receive_line(FILE *input)
{
    char *line = malloc(LONGEST + 1);
    if (fgets(line, LONGEST + 1, input) != NULL && strchr(line, '\n') != NULL) {
        line[strcspn(line, "\r\n")] = '\0';
        return line;
    }
    free(line);
    return NULL;
}

static void answer(int connection, const char *line)
{
    size_t length = strlen(line);
    if (length == 0 || strspn(line, "01") != length) {
        dprintf(connection, "error: a codeword is made of 0 and 1\n");
        return;
    }
    if (has_remainder(line))
        dprintf(connection, "Error in data\n");
    else
        dprintf(connection, "THANK you Data ->%s Received No error FOUND\n", line);
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
