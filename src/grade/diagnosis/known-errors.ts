/** Errors of the system that students meet, and what each means for them. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [
    /EADDRINUSE|Address already in use/i,
    'another socket still has this port: set SO_REUSEADDR before bind, and bind only once',
  ],
  [
    /EADDRNOTAVAIL|Cannot assign requested address/i,
    'the address belongs to another machine: bind to 127.0.0.1 or 0.0.0.0, connect to 127.0.0.1',
  ],
  [/ECONNREFUSED|Connection refused/i, 'nobody listens at the address and port that it connected to'],
  [
    /ENETUNREACH|EHOSTUNREACH|Network is unreachable|No route to host/i,
    'the address is not of this machine: the peer is at 127.0.0.1',
  ],
  [
    /\bENOTFOUND|EAI_AGAIN|gaierror|UnknownHostException|Name or service not known|Temporary failure in name resolution/i,
    'the name of the host is not known here: use 127.0.0.1',
  ],
  [
    /EACCES.*bind|bind.*(?:EACCES|Permission denied)|Permission denied.*bind/i,
    'ports below 1024 belong to the system: use a higher one',
  ],
  [/EPIPE|BrokenPipe|Broken pipe/i, 'it went on sending to a peer that had closed the connection'],
  [
    /ECONNRESET|ConnectionReset|Connection reset/i,
    'the peer had broken off the connection: catch this error for each connection',
  ],
  [
    /ENOTCONN|Transport endpoint is not connected/i,
    'it used a socket that is not connected: on a server, recv and send belong to the socket that accept returns',
  ],
  [
    /EBADF|Bad file descriptor|Socket is closed|ERR_STREAM_DESTROYED|write after end/i,
    'it used a socket that it had closed before',
  ],
  [/EMFILE|Too many open files/i, 'it has opened too many files or sockets: close each connection that has ended'],
  [
    /UnicodeDecodeError|MalformedInput/,
    'bytes that had come are no text, or only a piece of a character: decode whole messages, and only where the lab says that they are text',
  ],
  [/EOFError|NoSuchElementException/, 'it wanted to read more input than there was'],
  [
    /a bytes-like object is required|expected bytes|string argument without an encoding/i,
    'sockets carry bytes: encode text before it is sent',
  ],
];

/** What an error means, for somebody who meets it for the first time. */
export function knownError(text: string): string | undefined {
  return KNOWN.find(([pattern]) => pattern.test(text))?.[1];
}
