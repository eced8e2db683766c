// wirelab: fails close-unread
// Does not look whether sending works, and does not ignore SIGPIPE: sending to a client that is gone ends the program.
/* Echoes lines to many clients at the same time, with a thread for each, and says how many there are. */
#define _GNU_SOURCE /* getline */
#include <arpa/inet.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 65432

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int active; /* clients; nobody touches it without the lock */

/* Changes the number of clients, and says what it is now. */
static void count(int change)
{
    pthread_mutex_lock(&lock);
    active += change;
    printf("Active connections: %d\n", active);
    fflush(stdout);
    pthread_mutex_unlock(&lock);
}

/* Serves one client until it ends its connection or breaks it off. */
static void *serve(void *argument)
{
    int connection = (int)(intptr_t)argument;
    count(+1);
    /* As files, both directions can be read and written by lines, however the bytes arrive. */
    FILE *in = fdopen(connection, "r");
    FILE *out = fdopen(dup(connection), "w");
    char *line = NULL; /* each client has its own */
    size_t size = 0;
    ssize_t length;
    while ((length = getline(&line, &size, in)) > 0 && line[length - 1] == '\n') {
        fwrite(line, 1, (size_t)length, out);
        fflush(out);
    }
    free(line);
    fclose(out);
    fclose(in);
    count(-1);
    return NULL;
}

int main(void)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    /* Without this, the port may be refused when the server is started again. */
    int on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 128) < 0) {
        perror("cannot listen");
        return 1;
    }

    for (;;) {
        int connection = accept(listener, NULL, NULL);
        if (connection < 0)
            continue;
        /* The number itself is handed over: the address of the variable would be the same for all threads. */
        pthread_t thread;
        if (pthread_create(&thread, NULL, serve, (void *)(intptr_t)connection) != 0) {
            close(connection);
            continue;
        }
        pthread_detach(thread);
    }
}
