/* Client of an echo server: several messages on one connection, one by one and then all at once. */
#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define PORT 65432
#define LONGEST 100 /* of a message */

static const char *const messages[] = { "Hello", "How are you?", "Goodbye" };
static const size_t count = sizeof messages / sizeof messages[0];

/* Ends the program. */
static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static void send_message(int connection, const char *message)
{
    if (send(connection, message, strlen(message), 0) < 0)
        fail("cannot send");
}

/* Receives the next `size` bytes and no more, however many reads that takes. */
static void receive(int connection, char *bytes, size_t size)
{
    /* YOUR PART: one recv may return less, and recv into a larger buffer more. What does it return when the server has closed? */
    (void)connection, (void)bytes, (void)size;
}

/* An echo is as long as its message: so the client knows where it ends. */
static void print_echo(int connection, const char *message)
{
    char echo[LONGEST + 1] = "";
    receive(connection, echo, strlen(message));
    printf("Received from server: %s\n", echo);
    fflush(stdout);
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
    if (connect(connection, (struct sockaddr *)&address, sizeof address) < 0)
        fail("cannot connect");

    for (size_t i = 0; i < count; i++) {
        send_message(connection, messages[i]);
        print_echo(connection, messages[i]);
    }
    /* YOUR PART: the second round. */
    close(connection);
    return 0;
}
