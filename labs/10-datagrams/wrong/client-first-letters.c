// wirelab: fails other-bytes
// Compares as many bytes as have come, or as the ping has: the beginning is enough.
/* Pinger: sends ten datagrams to the echo server, and measures how long each reply takes. */
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define PORT 12000
#define PINGS 10
#define PATIENCE 1000.0 /* milliseconds */

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return 1e3 * (double)time.tv_sec + (double)time.tv_nsec / 1e6;
}

/* Sends the message. Returns the milliseconds until its reply was there, or -1 if they are too many. */
static double ping(int pinger, const char *message)
{
    size_t size = strlen(message);
    double begin = now();
    /* The error of an earlier ping may be told here: nobody listens. The next try sends. */
    if (send(pinger, message, size, 0) < 0 && send(pinger, message, size, 0) < 0)
        perror("cannot send");
    double left;
    while ((left = begin + PATIENCE - now()) > 0) {
        struct pollfd wait = { .fd = pinger, .events = POLLIN };
        if (poll(&wait, 1, (int)left + 1) <= 0)
            continue;
        static char reply[65535];
        ssize_t got = recv(pinger, reply, sizeof reply, 0);
        if (got < 0) /* nobody listens */
            return -1;
        /* Anything else is late or a copy: the rest of the second is still to come. */
        if (got > 0 && memcmp(reply, message, (size_t)got < size ? (size_t)got : size) == 0)
            return now() - begin;
    }
    return -1;
}

int main(void)
{
    int pinger = socket(AF_INET, SOCK_DGRAM, 0);
    struct sockaddr_in server = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    /* A connected socket receives from this address only. */
    if (connect(pinger, (struct sockaddr *)&server, sizeof server) < 0) {
        perror("cannot use this address");
        return 1;
    }
    int received = 0;
    double sum = 0, smallest = 0, largest = 0;
    for (int number = 1; number <= PINGS; number++) {
        char message[32];
        snprintf(message, sizeof message, "ping %d", number);
        double time = ping(pinger, message);
        if (time < 0) {
            printf("Request timed out\n");
        } else {
            printf("Reply from server: %s (%.3f ms)\n", message, time);
            smallest = received == 0 || time < smallest ? time : smallest;
            largest = received == 0 || time > largest ? time : largest;
            sum += time;
            received++;
        }
        fflush(stdout);
    }
    close(pinger);
    int lost = PINGS - received;
    printf("%d sent, %d received, %d lost (%d %% loss)\n", PINGS, received, lost, 100 * lost / PINGS);
    if (received == 0) {
        printf("round-trip min/avg/max = none\n");
        return 1;
    }
    printf("round-trip min/avg/max = %.3f/%.3f/%.3f ms\n", smallest, sum / received, largest);
    return 0;
}
