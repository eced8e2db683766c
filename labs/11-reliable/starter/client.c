/* Sends its standard input over UDP, by go-back-N: ./client [WINDOW [TIMEOUT]] < FILE */
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define HOST "127.0.0.1"
#define PORT 12001
#define HEADER 3
#define PIECE 100 /* bytes of data in a message */
#define TRIES 20

static unsigned char *text;
static size_t length;
static long total; /* messages, the end among them */
static long datagrams;

static unsigned char sum(const unsigned char *bytes, size_t count) {
    unsigned char result = 0; /* one byte: it counts modulo 256 */
    for (size_t i = 0; i < count; i++) result += bytes[i];
    return result;
}

static void send_message(int road, long index) {
    unsigned char packet[HEADER + PIECE] = { index == total - 1 ? 'E' : 'D', (unsigned char)index, 0 };
    size_t at = (size_t)index * PIECE, size = at >= length ? 0 : length - at < PIECE ? length - at : PIECE;
    memcpy(packet + HEADER, text + at, size);
    packet[2] = (unsigned char)-sum(packet, HEADER + size);
    datagrams++;
    /* Where nobody listens it fails: then it is lost like others. */
    if (send(road, packet, HEADER + size, 0) < 0) return;
}

static long long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

/* How many of the messages from base to sent this datagram acknowledges. */
static long newly_acknowledged(const unsigned char *packet, ssize_t count, long base, long sent) {
    if (count != HEADER || packet[0] != 'A' || sum(packet, HEADER) != 0) return 0;
    /* YOUR PART: packet[1] is the number that is expected next. How many messages from base on are before it? It is
     * nothing new if there are none, and also if there are more than were sent. */
    (void)base;
    (void)sent;
    return 0;
}

/* Waits until something new is acknowledged, or the time is over: then it is 0. */
static long await_acknowledgement(int road, long base, long sent, int timeout) {
    long long deadline = now() + timeout, left;
    while ((left = deadline - now()) > 0) {
        struct pollfd ready = { road, POLLIN, 0 };
        unsigned char packet[2048];
        if (poll(&ready, 1, (int)left) <= 0) continue;
        long count = newly_acknowledged(packet, recv(road, packet, sizeof packet, 0), base, sent);
        if (count > 0) return count;
    }
    return 0;
}

static int transfer(int road, long window, int timeout) {
    long base = 0, sent = 0; /* so many are acknowledged; so many have been sent */
    int tries = 1;
    while (base < total) {
        while (sent < base + window && sent < total) send_message(road, sent++);
        long count = await_acknowledgement(road, base, sent, timeout);
        base += count;
        /* YOUR PART: when nothing was acknowledged, send again what may have been lost, at most TRIES times in all:
         * count them in tries, and begin anew when something was acknowledged. */
        if (count == 0 && tries > 0) return -1;
    }
    return 0;
}

static void read_all(void) {
    size_t space = 0, count;
    do {
        if (length == space && (text = realloc(text, space = 2 * space + 65536)) == NULL) exit(1);
        length += count = fread(text + length, 1, space - length, stdin);
    } while (count > 0);
}

int main(int argc, char **argv) {
    long window = argc > 1 ? atol(argv[1]) : 1;
    int timeout = argc > 2 ? atoi(argv[2]) : 200;
    struct sockaddr_in server = { .sin_family = AF_INET, .sin_port = htons(PORT) };
    inet_pton(AF_INET, HOST, &server.sin_addr);
    int road = socket(AF_INET, SOCK_DGRAM, 0);
    if (road < 0 || connect(road, (struct sockaddr *)&server, sizeof server) < 0) {
        perror("connect");
        return 1;
    }
    read_all();
    total = (long)((length + PIECE - 1) / PIECE) + 1;
    if (transfer(road, window, timeout) < 0) {
        fprintf(stderr, "no answer from %s:%d: a message was sent %d times, and nothing was acknowledged\n", HOST, PORT, TRIES);
        return 1;
    }
    printf("%ld messages in %ld datagrams\n", total, datagrams);
    return 0;
}
