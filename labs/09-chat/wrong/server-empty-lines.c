// wirelab: fails empty-line
// Passes on empty lines.
/* A chat room: what one member says goes to everybody else. */
#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PORT 1026
#define COMMANDS "/name NAME, /who, /quit"
#define MOST_MEMBERS 200
#define NAME_SIZE 21
#define LONGEST 65536         /* bytes of a line */
#define MOST_WAITING (1 << 20) /* bytes for one member: one that reads so slowly is dropped */

struct member {
    int connection;
    char name[NAME_SIZE];
    char *line;      /* what has come of a line, with room for LONGEST bytes */
    size_t received; /* bytes of it */
    char *out;       /* what is still to be sent, with room for MOST_WAITING bytes */
    size_t waiting;  /* bytes of it */
    int is_leaving;  /* it gets what waits for it, and then it goes */
    const char *how; /* it has gone: what the others are told of it */
};

static struct member members[MOST_MEMBERS]; /* in the order in which they came */
static int count;

static void put(struct member *member, const char *bytes, size_t size)
{
    if (member->how != NULL)
        return;
    if (member->waiting + size > MOST_WAITING) {
        member->how = "was dropped: did not read";
        return;
    }
    memcpy(member->out + member->waiting, bytes, size);
    member->waiting += size;
}

/* Puts a line, as of printf, where it waits to be sent: to this member, or where that is NULL to everybody but the speaker. */
static void tell(struct member *to, const struct member *speaker, const char *format, ...)
{
    static char line[LONGEST + 256];
    va_list values;
    va_start(values, format);
    int size = vsnprintf(line, sizeof line - 1, format, values);
    va_end(values);
    line[size++] = '\n';
    for (int i = 0; i < count; i++) {
        if (to == NULL ? &members[i] != speaker : &members[i] == to)
            put(&members[i], line, (size_t)size);
    }
}

static int is_taken(const char *name)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(members[i].name, name) == 0)
            return 1;
    }
    return 0;
}

static void enter(int connection)
{
    if (count == MOST_MEMBERS) {
        close(connection);
        return;
    }
    /* One that does not read shall keep nobody waiting. */
    fcntl(connection, F_SETFL, O_NONBLOCK);
    struct member newcomer = { .connection = connection, .line = malloc(LONGEST + 1), .out = malloc(MOST_WAITING) };
    int number = 1;
    do
        snprintf(newcomer.name, sizeof newcomer.name, "guest%d", number++);
    while (is_taken(newcomer.name));
    struct member *member = &members[count++];
    *member = newcomer;
    tell(member, NULL, "* welcome, %s: %s", member->name, COMMANDS);
    tell(NULL, member, "* %s joined", member->name);
}

static void rename_to(struct member *member, const char *name)
{
    if (*name == '\0' || strlen(name) >= NAME_SIZE || strpbrk(name, " :") != NULL) {
        tell(member, NULL, "* which name? /name NAME");
    } else if (is_taken(name)) {
        tell(member, NULL, "* the name %s is taken", name);
    } else {
        tell(NULL, member, "* %s is now %s", member->name, name);
        snprintf(member->name, sizeof member->name, "%s", name);
        tell(member, NULL, "* you are now %s", name);
    }
}

static void say_who(struct member *member)
{
    char names[MOST_MEMBERS * (NAME_SIZE + 2)] = "";
    for (int i = 0; i < count; i++) {
        strcat(names, i == 0 ? "" : ", ");
        strcat(names, members[i].name);
    }
    tell(member, NULL, "* here %s %d: %s", count == 1 ? "is" : "are", count, names);
}

static void take_line(struct member *member, const char *line)
{
    if (line[0] != '/') {
        tell(NULL, member, "%s: %s", member->name, line);
    } else if (strcmp(line, "/quit") == 0) {
        tell(member, NULL, "* bye");
        member->is_leaving = 1;
    } else if (strcmp(line, "/who") == 0) {
        say_who(member);
    } else if (strncmp(line, "/name ", 6) == 0) {
        rename_to(member, line + 6);
    } else {
        tell(member, NULL, "* no such command; known: %s", COMMANDS);
    }
}

/* Takes what has come from a member: any piece of its stream. */
static void receive(struct member *member)
{
    char buffer[4096];
    ssize_t got = recv(member->connection, buffer, sizeof buffer, 0);
    if (got < 0)
        member->how = "left";
    if (got == 0)
        member->is_leaving = 1;
    for (ssize_t i = 0; i < got && !member->is_leaving; i++) {
        if (buffer[i] != '\n') {
            if (member->received == LONGEST)
                member->how = "left";
            else
                member->line[member->received++] = buffer[i];
            continue;
        }
        if (member->received > 0 && member->line[member->received - 1] == '\r')
            member->received--;
        member->line[member->received] = '\0';
        member->received = 0;
        take_line(member, member->line);
    }
}

/* Sends as much as is taken now. */
static void send_waiting(struct member *member)
{
    ssize_t sent = member->waiting == 0 ? 0 : send(member->connection, member->out, member->waiting, 0);
    if (sent < 0) {
        member->how = "left";
        return;
    }
    member->waiting -= (size_t)sent;
    memmove(member->out, member->out + sent, member->waiting);
    if (member->waiting == 0 && member->is_leaving)
        member->how = "left";
}

/* Lets those go that have gone, and tells the others. */
static void remove_gone(void)
{
    for (int i = 0; i < count; i++) {
        struct member gone = members[i];
        if (gone.how == NULL)
            continue;
        close(gone.connection);
        free(gone.line);
        free(gone.out);
        memmove(&members[i], &members[i + 1], (size_t)(--count - i) * sizeof gone);
        tell(NULL, NULL, "* %s %s", gone.name, gone.how);
        i = -1; /* telling may have been too much for another one */
    }
}

int main(void)
{
    /* Sending to a member that is gone shall fail, and not end this program. */
    signal(SIGPIPE, SIG_IGN);

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    /* Without this, the port may be refused when the server is started again. */
    int on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(PORT),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 16) < 0) {
        perror("cannot listen");
        return 1;
    }
    printf("listening on port %d\n", PORT);
    fflush(stdout);

    for (;;) {
        struct pollfd watched[1 + MOST_MEMBERS] = { { .fd = listener, .events = POLLIN } };
        int present = count;
        for (int i = 0; i < present; i++) {
            short events = (short)((members[i].is_leaving ? 0 : POLLIN) | (members[i].waiting > 0 || members[i].is_leaving ? POLLOUT : 0));
            watched[1 + i] = (struct pollfd){ .fd = members[i].connection, .events = events };
        }
        if (poll(watched, 1 + (nfds_t)present, -1) < 0)
            continue;
        for (int i = 0; i < present; i++) {
            if ((watched[1 + i].revents & (POLLIN | POLLHUP | POLLERR)) && !members[i].is_leaving)
                receive(&members[i]);
            if (watched[1 + i].revents & (POLLOUT | POLLERR) && members[i].how == NULL)
                send_waiting(&members[i]);
        }
        remove_gone();
        if (watched[0].revents & POLLIN) {
            int connection = accept(listener, NULL, NULL);
            if (connection >= 0)
                enter(connection);
        }
    }
}
