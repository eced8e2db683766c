// wirelab: fails prints
// Does not flush its output, which is kept back when it goes into a pipe.
/* Has three conversations with the server at the same time, one on each of three connections. */
#define _GNU_SOURCE /* getline */
#include <arpa/inet.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define PORT 65432
#define CLIENTS 3

/* Each thread has one of its own. */
struct conversation {
    const char *name;
    int connection;
    int failed;
    pthread_t thread;
};

static int connect_to_server(void)
{
    int connection = socket(AF_INET, SOCK_STREAM, 0);
    struct timeval patience = { .tv_sec = 60 };
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    if (connect(connection, (struct sockaddr *)&address, sizeof address) < 0)
        return -1;
    return connection;
}

/* Sends the lines of one conversation, each when the echo of the one before is there. */
static void *talk(void *argument)
{
    struct conversation *conversation = argument;
    char hello[64];
    snprintf(hello, sizeof hello, "Hello from %s", conversation->name);
    const char *lines[] = { hello, "How are you?", "Goodbye" };

    /* As files, both directions can be read and written by lines, however the bytes arrive. */
    FILE *echoes = fdopen(conversation->connection, "r");
    FILE *requests = fdopen(dup(conversation->connection), "w");
    char *echo = NULL;
    size_t size = 0;
    for (int i = 0; i < 3 && !conversation->failed; i++) {
        fprintf(requests, "%s\n", lines[i]);
        ssize_t length = fflush(requests) == 0 ? getline(&echo, &size, echoes) : -1;
        if (length > 0 && echo[length - 1] == '\n') {
            printf("%s: %s", conversation->name, echo);
        } else {
            fprintf(stderr, "%s: no echo\n", conversation->name);
            conversation->failed = 1;
        }
    }
    free(echo);
    fclose(requests);
    fclose(echoes);
    return NULL;
}

int main(void)
{
    /* Sending to a server that is gone shall fail, so that there can be a message. */
    signal(SIGPIPE, SIG_IGN);

    struct conversation conversations[CLIENTS] = { { .name = "ann" }, { .name = "bob" }, { .name = "cleo" } };
    for (int i = 0; i < CLIENTS; i++) {
        conversations[i].connection = connect_to_server();
        if (conversations[i].connection < 0) {
            perror("cannot connect");
            return 1;
        }
    }
    for (int i = 0; i < CLIENTS; i++)
        pthread_create(&conversations[i].thread, NULL, talk, &conversations[i]);
    int failed = 0;
    for (int i = 0; i < CLIENTS; i++) {
        pthread_join(conversations[i].thread, NULL);
        failed |= conversations[i].failed;
    }
    return failed;
}
