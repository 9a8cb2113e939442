/* The smallest bootstrap that there can be: takes an event, answers with it. One connection, plain system calls, so that what is
   measured is the host. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

static char in[8 << 20], out[8 << 20];

/* Sends a request, and reads its answer whole: its length; where its body begins. */
static size_t ask(int line, size_t length, char **body)
{
    for (size_t sent = 0; sent < length;) {
        ssize_t n = write(line, out + sent, length - sent);
        if (n <= 0) exit(0);
        sent += n;
    }
    size_t have = 0, need = 0;
    while (need == 0 || have < need) {
        ssize_t n = read(line, in + have, sizeof in - 1 - have);
        if (n <= 0) exit(0);
        have += n;
        in[have] = 0;
        if (need == 0 && (*body = strstr(in, "\r\n\r\n"))) {
            *body += 4;
            need = *body - in + strtoul(strcasestr(in, "content-length:") + 15, NULL, 10);
        }
    }
    return have;
}

int main(void)
{
    char *address = getenv("AWS_LAMBDA_RUNTIME_API"), host[64];
    char *colon = strrchr(address, ':');
    snprintf(host, sizeof host, "%.*s", (int)(colon - address), address);
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(atoi(colon + 1)) };
    inet_pton(AF_INET, host, &to.sin_addr);
    int line = socket(AF_INET, SOCK_STREAM, 0), one = 1;
    setsockopt(line, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (connect(line, (struct sockaddr *)&to, sizeof to) != 0) return 1;
    for (;;) {
        char *body, id[64];
        size_t have = ask(line, sprintf(out, "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: %s\r\n\r\n", address), &body);
        sscanf(strcasestr(in, "lambda-runtime-aws-request-id:") + 30, " %40[^\r\n]", id);
        size_t size = have - (body - in);
        int head = sprintf(out, "POST /2018-06-01/runtime/invocation/%s/response HTTP/1.1\r\nHost: %s\r\nContent-Length: %zu\r\n\r\n", id, address, size);
        memcpy(out + head, body, size);
        ask(line, head + size, &body);
    }
}
