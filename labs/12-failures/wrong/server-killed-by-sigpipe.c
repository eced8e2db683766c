// wirelab: fails close-unread
// Does not look whether sending works, and does not ignore SIGPIPE: sending to a client that is gone ends the program.
/* Echoes lines to many clients, whatever becomes of them, and stops in order when it is told to. */
#define _GNU_SOURCE /* getline */
#include <arpa/inet.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define PORT 65432
#define PATIENCE 2 /* seconds that clients have to take what they are owed when the server stops */

struct client {
    int connection;
    struct client *next, **link;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* of the list */
static pthread_cond_t gone = PTHREAD_COND_INITIALIZER;
static struct client *clients;

static void enter(struct client *client)
{
    pthread_mutex_lock(&lock);
    client->next = clients;
    client->link = &clients;
    if (clients != NULL)
        clients->link = &client->next;
    clients = client;
    pthread_mutex_unlock(&lock);
}

static void leave(struct client *client)
{
    pthread_mutex_lock(&lock);
    *client->link = client->next;
    if (client->next != NULL)
        client->next->link = client->link;
    close(client->connection);
    pthread_cond_signal(&gone);
    pthread_mutex_unlock(&lock);
    free(client);
}

/* Serves one client until it ends its connection or breaks it off. */
static void *serve(void *argument)
{
    struct client *client = argument;
    /* As files, both directions can be read and written by lines, however the bytes arrive. */
    FILE *in = fdopen(dup(client->connection), "r");
    FILE *out = fdopen(dup(client->connection), "w");
    char *line = NULL;
    size_t size = 0;
    ssize_t length;
    while ((length = getline(&line, &size, in)) > 0 && line[length - 1] == '\n') {
        fwrite(line, 1, (size_t)length, out);
        fflush(out);
    }
    free(line);
    fclose(out);
    fclose(in);
    leave(client);
    return NULL;
}

static void *accept_clients(void *argument)
{
    int listener = *(int *)argument;
    for (;;) {
        int connection = accept(listener, NULL, NULL);
        if (connection < 0)
            continue;
        struct client *client = malloc(sizeof *client);
        client->connection = connection;
        enter(client);
        pthread_t thread;
        if (pthread_create(&thread, NULL, serve, client) == 0)
            pthread_detach(thread);
        else
            leave(client);
    }
    return NULL;
}

/* Reads nothing more than what has come, and waits until that is answered and the connections are closed. */
static void finish(void)
{
    struct timespec deadline;
    clock_gettime(CLOCK_REALTIME, &deadline);
    deadline.tv_sec += PATIENCE;
    pthread_mutex_lock(&lock);
    for (struct client *client = clients; client != NULL; client = client->next)
        shutdown(client->connection, SHUT_RD); /* recv returns what is there, and then the end of the stream */
    while (clients != NULL && pthread_cond_timedwait(&gone, &lock, &deadline) == 0)
        ;
    pthread_mutex_unlock(&lock);
}

int main(void)
{
    /* These do not interrupt anybody: the main thread waits for them. Threads have the mask of who has made them. */
    sigset_t stops;
    sigemptyset(&stops);
    sigaddset(&stops, SIGTERM);
    sigaddset(&stops, SIGINT);
    pthread_sigmask(SIG_BLOCK, &stops, NULL);

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
    pthread_t thread;
    pthread_create(&thread, NULL, accept_clients, &listener);

    int number;
    sigwait(&stops, &number);
    pthread_cancel(thread); /* it waits in accept, most of the time */
    pthread_join(thread, NULL);
    close(listener);
    finish();
    /* Not exit, which would flush the files of threads that are stuck. */
    _exit(0);
}
