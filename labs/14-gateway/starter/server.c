/* A gateway: acknowledges the readings of devices, counts each of them once, and raises alarms. */
#include <arpa/inet.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 7000
#define READING_SIZE 10
#define LONGEST 65535

enum { ACKNOWLEDGED = 1, ALARM, ALARM_OVER, NO_READING };
enum { QUANTITIES = 4 };

/* The first byte of each field: of a reading, of an acknowledgement, of an alarm and its end. */
enum { DEVICE_AT = 0, SEQUENCE_AT = 2, QUANTITY_AT = 4, UNIT_AT = 5, VALUE_AT = 6 };
enum { ACKNOWLEDGED_DEVICE_AT = 1, ACKNOWLEDGED_SEQUENCE_AT = 3 };
enum { ALARM_DEVICE_AT = 1, ALARM_SEQUENCE_AT = 3, ALARM_QUANTITY_AT = 5, ALARM_VALUE_AT = 6 };

/* In thousandths, by the number of the quantity. The unit of each quantity has the same number. */
static const int32_t limits[QUANTITIES + 1] = { 0, 60000, 90000, 1100000, 250000 };

/* What is known of each device, whatever connection it uses. */
static struct device {
    bool known;
    uint16_t last; /* the sequence number of its last reading */
    bool alarms[QUANTITIES + 1]; /* its quantities that are above their limit */
} devices[65536];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* each connection has a thread, and all use the one table */

/* Numbers are taken and put byte by byte, the most significant first: so it does not matter how this processor stores them. */
static uint16_t get16(const uint8_t *bytes)
{
    return (uint16_t)(bytes[0] << 8 | bytes[1]);
}

static int32_t get32(const uint8_t *bytes)
{
    return (int32_t)((uint32_t)get16(bytes) << 16 | get16(bytes + 2));
}

static void put16(uint8_t *bytes, uint16_t number)
{
    bytes[0] = (uint8_t)(number >> 8);
    bytes[1] = (uint8_t)number;
}

static void put32(uint8_t *bytes, int32_t number)
{
    put16(bytes, (uint16_t)((uint32_t)number >> 16));
    put16(bytes + 2, (uint16_t)number);
}

/* Writes the length and the kind of a reply, and returns where it begins. */
static uint8_t *begin_reply(uint8_t *out, uint16_t length, uint8_t kind)
{
    put16(out, length);
    out[2] = kind;
    return out + 2;
}

/* Each of these writes one reply with its length before it, and returns where the next one goes. */
static uint8_t *put_no_reading(uint8_t *out, uint16_t offset)
{
    uint8_t *reply = begin_reply(out, 3, NO_READING);
    put16(reply + 1, offset);
    return reply + 3;
}

static uint8_t *put_acknowledged(uint8_t *out, uint16_t number, uint16_t sequence, bool repeated)
{
    uint8_t *reply = begin_reply(out, 6, ACKNOWLEDGED);
    put16(reply + ACKNOWLEDGED_DEVICE_AT, number);
    put16(reply + ACKNOWLEDGED_SEQUENCE_AT, sequence);
    reply[5] = repeated;
    return reply + 6;
}

static uint8_t *put_alarm(uint8_t *out, uint8_t kind, uint16_t number, uint16_t sequence, uint8_t quantity, int32_t value)
{
    uint8_t *reply = begin_reply(out, 14, kind);
    put16(reply + ALARM_DEVICE_AT, number);
    put16(reply + ALARM_SEQUENCE_AT, sequence);
    reply[ALARM_QUANTITY_AT] = quantity;
    put32(reply + ALARM_VALUE_AT, value);
    put32(reply + 10, limits[quantity]);
    return reply + 14;
}

/* Writes what the gateway says to one message, and returns the end of it. */
static uint8_t *reply_to(const uint8_t *message, size_t length, uint8_t *out)
{
    /* YOUR PART: take the message apart (get16, get32). If it is no reading, say where its first wrong byte is: look at its
       length first, then at the quantity, then at the unit. Otherwise acknowledge it, and look whether it has come before
       and whether its value passes the limit. */
    (void)message, (void)length, (void)get32, (void)put_no_reading, (void)put_acknowledged, (void)put_alarm;
    (void)devices, (void)lock;
    return out;
}

/* recv may return only a piece: reads on until all is there. False at the end of the stream, and when it breaks. */
static bool receive_all(int connection, uint8_t *bytes, size_t size)
{
    while (size > 0) {
        ssize_t got = recv(connection, bytes, size, 0);
        if (got <= 0)
            return false;
        bytes += got;
        size -= (size_t)got;
    }
    return true;
}

/* send may take only some of the bytes. */
static bool send_all(int connection, const uint8_t *bytes, size_t size)
{
    while (size > 0) {
        ssize_t sent = send(connection, bytes, size, 0);
        if (sent < 0)
            return false;
        bytes += sent;
        size -= (size_t)sent;
    }
    return true;
}

/* A thread: serves one connection until the device ends it or breaks it off. */
static void *serve(void *argument)
{
    int connection = (int)(intptr_t)argument;
    uint8_t length[2], message[LONGEST], replies[32];
    while (receive_all(connection, length, sizeof length) && receive_all(connection, message, get16(length))) {
        uint8_t *end = reply_to(message, get16(length), replies);
        if (!send_all(connection, replies, (size_t)(end - replies)))
            break;
    }
    close(connection);
    return NULL;
}

int main(void)
{
    /* Sending to a device that is gone shall fail, and not end this program. */
    signal(SIGPIPE, SIG_IGN);

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    /* Without this, the port may be refused when the gateway is started again. */
    int on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, SOMAXCONN) < 0) {
        perror("cannot listen");
        return 1;
    }
    printf("listening on port %d\n", PORT);
    fflush(stdout);

    for (;;) {
        int connection = accept(listener, NULL, NULL);
        if (connection < 0)
            continue;
        pthread_t thread;
        if (pthread_create(&thread, NULL, serve, (void *)(intptr_t)connection) != 0)
            close(connection);
        else
            pthread_detach(thread);
    }
}
