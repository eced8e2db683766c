// wirelab: fails out-of-order
// It acknowledges the highest number that has come, whatever is missing before it.
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define HOST "127.0.0.1"
#define PORT 12001
#define HEADER 3

/* What is known of one sender. */
struct transfer {
    struct sockaddr_in sender;
    unsigned char expected; /* the number of the next message: behind 255 comes 0 by itself */
    int over;
    unsigned char *data;
    size_t length;
    struct transfer *next;
};

static unsigned char sum(const unsigned char *bytes, size_t count) {
    unsigned char result = 0; /* one byte: it counts modulo 256 */
    for (size_t i = 0; i < count; i++) result += bytes[i];
    return result;
}

/* The transfer of this sender, a new one where it has none. */
static struct transfer *transfer_of(const struct sockaddr_in *sender) {
    static struct transfer *first;
    for (struct transfer *each = first; each != NULL; each = each->next) {
        if (each->sender.sin_addr.s_addr == sender->sin_addr.s_addr && each->sender.sin_port == sender->sin_port) return each;
    }
    struct transfer *new = calloc(1, sizeof *new);
    if (new == NULL) exit(1);
    new->sender = *sender;
    new->next = first;
    return first = new;
}

/* A message or the end. What does not come in its turn changes nothing. */
static void take(struct transfer *transfer, const unsigned char *packet, size_t count) {
    if (transfer->over || (unsigned char)(packet[1] - transfer->expected) >= 128) return;
    transfer->expected = packet[1] + 1;
    transfer->data = realloc(transfer->data, transfer->length + count);
    if (transfer->data == NULL) exit(1);
    memcpy(transfer->data + transfer->length, packet + HEADER, count - HEADER);
    transfer->length += count - HEADER;
    if (packet[0] != 'E') return;
    transfer->over = 1;
    fwrite(transfer->data, 1, transfer->length, stdout);
    fflush(stdout);
}

int main(void) {
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(PORT) };
    inet_pton(AF_INET, HOST, &address.sin_addr);
    int road = socket(AF_INET, SOCK_DGRAM, 0);
    if (road < 0 || bind(road, (struct sockaddr *)&address, sizeof address) < 0) {
        perror("bind");
        return 1;
    }
    for (;;) {
        unsigned char packet[2048];
        struct sockaddr_in sender;
        socklen_t size = sizeof sender;
        ssize_t count = recvfrom(road, packet, sizeof packet, 0, (struct sockaddr *)&sender, &size);
        if (count < HEADER || sum(packet, (size_t)count) != 0) continue;
        if (packet[0] != 'D' && packet[0] != 'E') continue;
        struct transfer *transfer = transfer_of(&sender);
        take(transfer, packet, (size_t)count);
        unsigned char answer[HEADER] = { 'A', transfer->expected, (unsigned char)-('A' + transfer->expected) };
        sendto(road, answer, HEADER, 0, (struct sockaddr *)&sender, size);
    }
}
