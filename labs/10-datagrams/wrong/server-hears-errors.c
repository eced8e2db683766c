// wirelab: fails client-gone
// Asks to be told when a reply could not be delivered, and ends when it is.
/* Echo server over UDP: sends each datagram back to where it came from. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>

#define PORT 12000
#define LARGEST 65535 /* bytes; no datagram is longer */

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
    int on = 1;
    setsockopt(server, IPPROTO_IP, IP_RECVERR, &on, sizeof on);
    printf("listening on port %d\n", PORT);
    fflush(stdout);

    static char buffer[LARGEST];
    for (;;) {
        struct sockaddr_in sender;
        socklen_t size = sizeof sender; /* recvfrom changes it */
        ssize_t got = recvfrom(server, buffer, sizeof buffer, 0, (struct sockaddr *)&sender, &size);
        if (got < 0) {
            perror("recvfrom");
            return 1;
        }
        if (sendto(server, buffer, (size_t)got, 0, (struct sockaddr *)&sender, size) < 0) {
            perror("send");
            return 1;
        }
    }
}
