/* Clocks, a histogram of latencies, and what processes cost. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#define MAX_PIDS 16
static pid_t pids[MAX_PIDS];             /* the server */
static int npids;

static uint64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* 64 linear steps per power of two: at most 1.6 % error. */
static uint64_t hist[64 * 64], hist_n;

static void hist_add(uint64_t ns)
{
    int e = 63 - __builtin_clzll(ns | 64);
    hist[(e - 6) * 64 + ((ns >> (e - 6)) & 63)]++;
    hist_n++;
}

static double hist_us(double q)
{
    uint64_t want = (uint64_t)(q * (double)hist_n), seen = 0;
    for (int i = 0; i < 64 * 64; i++) {
        seen += hist[i];
        if (hist[i] && seen > want) {
            int e = i / 64;
            uint64_t base = e ? ((uint64_t)(64 + i % 64) << e) : (uint64_t)(i % 64 + 64);
            return (double)base / 1000.0;
        }
    }
    return 0;
}

static double cpu_clock(void)            /* all threads of the servers' processes, nanosecond clock */
{
    double sum = 0;
    for (int i = 0; i < npids; i++) {
        clockid_t id;
        struct timespec t;
        if (clock_getcpuclockid(pids[i], &id) == 0 && clock_gettime(id, &t) == 0)
            sum += (double)t.tv_sec + (double)t.tv_nsec / 1e9;
    }
    return sum;
}

static double cpu_self(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double cpu_machine(void)          /* all programs on all cores, 10 ms clock; negative when not to be had */
{
    unsigned long v[8] = { 0 };
    FILE *f = fopen("/proc/stat", "r");
    if (!f)
        return -1;
    int n = fscanf(f, "cpu %lu %lu %lu %lu %lu %lu %lu %lu", v, v + 1, v + 2, v + 3, v + 4, v + 5, v + 6, v + 7);
    fclose(f);
    return n < 7 ? -1 : (double)(v[0] + v[1] + v[2] + v[5] + v[6] + v[7]) / (double)sysconf(_SC_CLK_TCK);
}

static long mem_kib(const char *key)     /* "Rss:" or "Anonymous:" summed over the servers' processes */
{
    long sum = 0;
    for (int i = 0; i < npids; i++) {
        char name[64], line[256];
        snprintf(name, sizeof name, "/proc/%d/smaps_rollup", (int)pids[i]);
        FILE *f = fopen(name, "r");
        if (!f)
            continue;
        while (fgets(line, sizeof line, f))
            if (!strncmp(line, key, strlen(key)))
                sum += strtol(line + strlen(key), NULL, 10);
        fclose(f);
    }
    return sum;
}
