/* Echo client: sends one message, prints what comes back. */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define PORT 65432
#define MESSAGE "Hello from client!"

/* Receives exactly `size` bytes, however many reads that takes. */
static int receive(int connection, char *bytes, size_t size)
{
    /* YOUR PART: one recv may return less than all. What does it return when the server has closed? */
    (void)connection, (void)bytes, (void)size;
    return 0;
}

int main(void)
{
    int connection = socket(AF_INET, SOCK_STREAM, 0);
    struct timeval patience = { .tv_sec = 5 };
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    if (connect(connection, (struct sockaddr *)&address, sizeof address) < 0) {
        perror("cannot connect");
        return 1;
    }
    /* YOUR PART: send the message. */
    char reply[sizeof MESSAGE] = "";
    if (receive(connection, reply, strlen(MESSAGE)) < 0)
        return 1;
    printf("Received from server: %s\n", reply);
    close(connection);
    return 0;
}
