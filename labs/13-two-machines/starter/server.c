/* Echoes lines, bound to the address and the port that its command line names. */
#define _GNU_SOURCE /* getaddrinfo */
#include <netdb.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

/* send may take only some of the bytes. */
static int send_all(int connection, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t sent = send(connection, bytes, size, 0);
        if (sent < 0)
            return -1;
        bytes += sent;
        size -= (size_t)sent;
    }
    return 0;
}

/* Prints an address and its port in digits, and the text behind it. */
static void print_place(const char *before, const struct sockaddr_storage *place, socklen_t length, const char *after)
{
    char host[NI_MAXHOST], port[NI_MAXSERV];
    if (getnameinfo((const struct sockaddr *)place, length, host, sizeof host, port, sizeof port, NI_NUMERICHOST | NI_NUMERICSERV) == 0)
        printf("%s%s:%s%s\n", before, host, port, after);
    fflush(stdout);
}

/* A listening socket, bound to the first address that the name has. Ends the program where there is none. */
static int listen_on(const char *host, const char *port)
{
    /* YOUR PART: the host may be a name, and its address one of IPv6. getaddrinfo tells which socket it needs, and what bind takes. */
    (void)host;
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons((unsigned short)atoi(port)),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    /* Without this, the port may be refused when the server is started again. */
    int on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 16) < 0) {
        perror("cannot listen");
        exit(1);
    }
    return listener;
}

int main(int argc, char **argv)
{
    /* Sending to a client that is gone shall fail, and not end this program. */
    signal(SIGPIPE, SIG_IGN);

    /* YOUR PART: take the address and the port from the command line, where they are given. */
    (void)argc, (void)argv;
    int listener = listen_on("127.0.0.1", "5000");
    struct sockaddr_storage place;
    socklen_t length = sizeof place;
    getsockname(listener, (struct sockaddr *)&place, &length);
    print_place("listening on ", &place, length, "");

    for (;;) {
        length = sizeof place;
        int connection = accept(listener, (struct sockaddr *)&place, &length);
        if (connection < 0)
            continue;
        print_place("", &place, length, " has connected");
        char buffer[4096];
        ssize_t got;
        while ((got = recv(connection, buffer, sizeof buffer, 0)) > 0 && send_all(connection, buffer, (size_t)got) == 0)
            ;
        close(connection);
    }
}
