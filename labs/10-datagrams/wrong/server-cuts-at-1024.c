// wirelab: fails full-frame
// Reads into 1024 bytes: the rest of a longer datagram is thrown away.
/* Echo server over UDP: sends each datagram back to where it came from. */
#include <arpa/inet.h>
#include <stdio.h>
#include <sys/socket.h>

#define PORT 12000
#define LARGEST 1024

int main(void)
{
    int server = socket(AF_INET, SOCK_DGRAM, 0);
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    if (bind(server, (struct sockaddr *)&address, sizeof address) < 0) {
        perror("cannot listen");
        return 1;
    }
    printf("listening on port %d\n", PORT);
    fflush(stdout);

    static char buffer[LARGEST];
    for (;;) {
        struct sockaddr_in sender;
        socklen_t size = sizeof sender; /* recvfrom changes it */
        ssize_t got = recvfrom(server, buffer, sizeof buffer, 0, (struct sockaddr *)&sender, &size);
        /* Nothing here may end the server: the next datagram is somebody else's. */
        if (got < 0)
            perror("recvfrom");
        else if (sendto(server, buffer, (size_t)got, 0, (struct sockaddr *)&sender, size) < 0)
            perror("sendto");
    }
}
