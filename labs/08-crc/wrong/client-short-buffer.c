// wirelab: fails long-text
// Has room for a text of 99 letters.
/* Sends a text as a codeword: its bits, and the remainder of their division by the key. */
#define _GNU_SOURCE /* getline */
#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define PORT 12345
#define KEY "1001"
#define WIDTH (sizeof KEY - 2) /* bits of a remainder: one less than the key has */

/* Divides modulo 2, as on paper: the bits become zeros and, at the end, the remainder. */
static void divide(char *bits, size_t length)
{
    for (size_t i = 0; i + WIDTH < length; i++) {
        if (bits[i] == '0')
            continue;
        for (size_t j = 0; j <= WIDTH; j++)
            bits[i + j] = bits[i + j] == KEY[j] ? '0' : '1';
    }
}

/* The codeword of a text of letters that have seven bits, with a line feed. To be freed. */
static char *codeword_line(const char *text)
{
    size_t letters = strlen(text), length = 7 * letters + WIDTH;
    char *line = malloc(length + 2);
    for (size_t i = 0; i < letters; i++)
        for (int bit = 0; bit < 7; bit++)
            line[7 * i + (size_t)bit] = (text[i] >> (6 - bit)) & 1 ? '1' : '0';
    memset(line + 7 * letters, '0', WIDTH);
    memcpy(line + length, "\n", 2);

    char *work = strdup(line);
    divide(work, length);
    memcpy(line + 7 * letters, work + 7 * letters, WIDTH);
    free(work);
    return line;
}

static int connect_to_server(void)
{
    int connection = socket(AF_INET, SOCK_STREAM, 0);
    struct timeval patience = { .tv_sec = 5 };
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    if (connect(connection, (struct sockaddr *)&address, sizeof address) == 0)
        return connection;
    perror("cannot connect");
    return -1;
}

/* send may take only some of the bytes. */
static int send_all(int connection, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t sent = send(connection, bytes, size, 0);
        if (sent < 0) {
            perror("cannot send");
            return -1;
        }
        bytes += sent;
        size -= (size_t)sent;
    }
    return 0;
}

int main(void)
{
    /* Sending to a server that is gone shall fail, so that there can be a message. */
    signal(SIGPIPE, SIG_IGN);

    char text[100], *reply = NULL;
    size_t reply_size = 0;
    if (fgets(text, sizeof text, stdin) == NULL) {
        fprintf(stderr, "no text to send\n");
        return 1;
    }
    text[strcspn(text, "\r\n")] = '\0';

    int connection = connect_to_server();
    if (connection < 0)
        return 1;
    char *line = codeword_line(text);
    if (send_all(connection, line, strlen(line)) < 0)
        return 1;

    FILE *replies = fdopen(connection, "r"); /* as a file, it can be read by lines, however the bytes arrive */
    if (getline(&reply, &reply_size, replies) < 0 || strchr(reply, '\n') == NULL) {
        if (ferror(replies))
            perror("no answer");
        else
            fprintf(stderr, "the server closed the connection\n");
        return 1;
    }
    printf("%s", reply);
    fflush(stdout);
    free(line);
    free(reply);
    return 0;
}
