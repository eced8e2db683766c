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
    /* YOUR PART: receive (poll, recv) until this very message is back, or PATIENCE is over since `begin`.
     * What else may come in between? How much of the second is left then? */
    (void)begin;
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
    /* YOUR PART: print the two lines of the summary, from these. What if no reply came at all? */
    (void)smallest, (void)largest, (void)sum;
    return 1;
}
