/* A chat client: prints what comes and sends what is typed, whichever is first. */
#include <arpa/inet.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 1026

/* Neither write nor send need take all of the bytes; on a socket, write does what send does. */
static int write_all(int file, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = write(file, bytes, size);
        if (written < 0)
            return -1;
        bytes += written;
        size -= (size_t)written;
    }
    return 0;
}

/* Passes on bytes in both directions until the server ends the connection. Where lines end is left to both sides. */
static int chat(int connection)
{
    struct pollfd watched[] = { { .fd = connection, .events = POLLIN }, { .fd = STDIN_FILENO, .events = POLLIN } };
    char buffer[4096];
    for (;;) {
        /* One wait for both. read and recv take what is there; fgets would keep some of it to itself, where poll does not look. */
        if (poll(watched, 2, -1) < 0)
            return -1;
        if (watched[0].revents != 0) {
            ssize_t got = recv(connection, buffer, sizeof buffer, 0);
            if (got < 0)
                return -1;
            /* YOUR PART: print it. What does recv return when the server has closed? */
        }
        if (watched[1].revents != 0) {
            ssize_t typed = read(STDIN_FILENO, buffer, sizeof buffer);
            /* YOUR PART: send it (write_all). What does read return when nothing more will be typed, and what is to be done
               then? A file of -1 is not watched any more. */
            (void)typed, (void)write_all;
        }
    }
}

int main(void)
{
    /* Sending to a server that is gone shall fail, so that there can be a message. */
    signal(SIGPIPE, SIG_IGN);

    int connection = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    if (connect(connection, (struct sockaddr *)&address, sizeof address) < 0) {
        perror("cannot connect");
        return 1;
    }
    if (chat(connection) < 0) {
        perror("no chat");
        return 1;
    }
    fprintf(stderr, "the server has closed the connection\n");
    close(connection);
    return 0;
}
