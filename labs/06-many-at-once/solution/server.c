/* Echoes messages to many clients at the same time, with a thread for each, and says how many there are. */
#define _GNU_SOURCE /* getdelim */
#include <arpa/inet.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 65432
#define END '\n' /* of a message */

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
    /* As files, both directions can be read and written by messages, however the bytes arrive. */
    FILE *in = fdopen(connection, "r");
    FILE *out = fdopen(dup(connection), "w");
    char *message = NULL; /* each client has its own */
    size_t size = 0;
    ssize_t length;
    while ((length = getdelim(&message, &size, END, in)) > 0 && message[length - 1] == END) {
        if (fwrite(message, 1, (size_t)length, out) != (size_t)length || fflush(out) != 0)
            break; /* the client has broken off */
    }
    free(message);
    fclose(out);
    fclose(in);
    count(-1);
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
