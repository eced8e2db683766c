// wirelab: fails port-taken
// Does not look at what bind returns: listen then takes any free port.
/* Echoes lines, bound to the address and the port that its command line names. */
#define _GNU_SOURCE /* getaddrinfo */
#include <netdb.h>
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
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE }, *found;
    int problem = getaddrinfo(host, port, &hints, &found);
    if (problem != 0) {
        fprintf(stderr, "cannot listen on %s:%s: %s\n", host, port, gai_strerror(problem));
        exit(1);
    }
    int listener = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
    /* Without this, the port may be refused when the server is started again. */
    int on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    bind(listener, found->ai_addr, found->ai_addrlen);
    if (listen(listener, 16) < 0) {
        perror("cannot listen");
        exit(1);
    }
    freeaddrinfo(found);
    return listener;
}

int main(int argc, char **argv)
{
    /* Sending to a client that is gone shall fail, and not end this program. */
    signal(SIGPIPE, SIG_IGN);

    int listener = listen_on(argc > 1 ? argv[1] : "0.0.0.0", argc > 2 ? argv[2] : "5000");
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
