#include <assert.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int accepted(void) {
    int one = 1, s = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(65432), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    bind(s, (struct sockaddr *)&at, sizeof at);
    listen(s, 5);
    return accept(s, NULL, NULL);
}

int main(void) {
    char buffer[16];
    int c = accepted();
    recv(c, buffer, sizeof buffer, 0);
    shutdown(c, SHUT_WR);
    send(c, buffer, 1, 0);
    return 0;
}
