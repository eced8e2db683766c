// wirelab: fails endless-message
// Stores the line without looking at the size of its array.
/* Answers each line with the line reversed, code point by code point. */
#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 12345
#define LONGEST 65536 /* bytes of a line */

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

static void reverse_bytes(char *bytes, size_t size)
{
    for (size_t i = 0, j = size; i + 1 < j; i++) {
        char byte = bytes[i];
        bytes[i] = bytes[--j];
        bytes[j] = byte;
    }
}

/* Reverses all bytes, and turns those of each character back. In UTF-8 only the first byte of a character has not the
   form 10xxxxxx, and after the first reversal it is the last. */
static void reverse(char *line, size_t length)
{
    reverse_bytes(line, length);
    size_t begin = 0;
    for (size_t i = 0; i < length; i++) {
        if ((line[i] & 0xc0) == 0x80)
            continue;
        reverse_bytes(line + begin, i + 1 - begin);
        begin = i + 1;
    }
}

/* Serves one client until it ends the connection or breaks it off. */
static void serve(int connection)
{
    char buffer[4096], line[LONGEST + 1];
    size_t length = 0; /* of the line so far: it may come in pieces */
    ssize_t got;
    while ((got = recv(connection, buffer, sizeof buffer, 0)) > 0) {
        for (ssize_t i = 0; i < got; i++) {
            if (buffer[i] != '\n') {
                line[length++] = buffer[i];
                continue;
            }
            if (length > 0 && line[length - 1] == '\r')
                length--;
            reverse(line, length);
            line[length] = '\n';
            if (send_all(connection, line, length + 1) < 0)
                return;
            length = 0;
        }
    }
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
        serve(connection);
        close(connection);
    }
}
