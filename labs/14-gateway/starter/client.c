/* Device 7: sends each temperature of its standard input to the gateway, until it is acknowledged. */
#define _GNU_SOURCE /* getline */
#include <arpa/inet.h>
#include <math.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define PORT 7000
#define DEVICE 7
#define PATIENCE 3 /* seconds until a reading counts as lost */
#define TRIES 3
#define PAUSE 1 /* seconds before it connects anew */
#define READING_SIZE 10
#define LONGEST 65535

enum { TEMPERATURE = 1, CELSIUS = 1 };
enum { ACKNOWLEDGED = 1, ALARM, ALARM_OVER, NO_READING };
enum { NONE = -1 }; /* no connection */

/* The first byte of each field: of a reading, of an acknowledgement, of an alarm and its end. */
enum { DEVICE_AT = 0, SEQUENCE_AT = 2, QUANTITY_AT = 4, UNIT_AT = 5, VALUE_AT = 6 };
enum { ACKNOWLEDGED_DEVICE_AT = 1, ACKNOWLEDGED_SEQUENCE_AT = 3 };
enum { ALARM_DEVICE_AT = 1, ALARM_SEQUENCE_AT = 3, ALARM_QUANTITY_AT = 5, ALARM_VALUE_AT = 6 };

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

static int connect_to_gateway(void)
{
    int connection = socket(AF_INET, SOCK_STREAM, 0);
    struct timeval patience = { .tv_sec = PATIENCE };
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    if (connect(connection, (struct sockaddr *)&address, sizeof address) == 0)
        return connection;
    perror("cannot connect");
    close(connection);
    return NONE;
}

/* recv may return only a piece: reads on until all is there. False at the end of the stream, and when nothing comes. */
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

/* The next message; false when there is none. Its bytes behind the end are 0. */
static bool receive(int connection, uint8_t *message)
{
    uint8_t length[2];
    memset(message, 0, LONGEST);
    return receive_all(connection, length, sizeof length) && receive_all(connection, message, get16(length));
}

/* YOUR PART: print what a reply says that is no acknowledgement. Wait until a reading is acknowledged. Send a reading until
   that is so: where it fails, close the connection, pause, connect anew, and send the same again. */
static void show(const uint8_t *reply)
{
    (void)reply, (void)get32;
}

/* Sends a message of 2 + 10 bytes until its reading is acknowledged. Returns the connection on which it was. */
static int deliver(int connection, const uint8_t *message, uint16_t sequence)
{
    (void)message, (void)sequence, (void)connect_to_gateway;
    return connection;
}

int main(void)
{
    /* Sending to a gateway that is gone shall fail, and not end this program. */
    signal(SIGPIPE, SIG_IGN);

    int connection = NONE;
    uint16_t sequence = 0;
    char *line = NULL;
    size_t line_size = 0;
    while (getline(&line, &line_size, stdin) > 0) {
        char *end;
        double celsius = strtod(line, &end);
        if (end == line || end[strspn(end, " \r\n")] != '\0' || !(fabs(celsius) < 2000000)) {
            fprintf(stderr, "no temperature: %s", line);
            continue;
        }
        uint8_t message[2 + READING_SIZE];
        uint8_t *reading = message + 2;
        put16(message, READING_SIZE);
        put16(reading + DEVICE_AT, DEVICE);
        put16(reading + SEQUENCE_AT, sequence);
        reading[QUANTITY_AT] = TEMPERATURE;
        reading[UNIT_AT] = CELSIUS;
        put32(reading + VALUE_AT, (int32_t)(celsius * 1000 + (celsius < 0 ? -0.5 : 0.5)));
        connection = deliver(connection, message, sequence);
        sequence++;
    }
    if (connection != NONE) {
        static uint8_t reply[LONGEST];
        shutdown(connection, SHUT_WR); /* nothing more comes; the gateway may still have something to say */
        while (receive(connection, reply))
            show(reply);
        close(connection);
    }
    free(line);
    return 0;
}
