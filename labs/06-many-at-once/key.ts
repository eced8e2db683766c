import type { Key } from '../../src/lab/question-key.js';

export default {
  Q1: {
    kind: 'open',
    why: 'Accepting and serving become two activities: one loop accepts, and each client has a loop of its own (or an event loop holds the state of all).',
    rubric: [
      { points: 1, text: 'the lines are shown, and the server can serve two clients at the same time' },
      { points: 2, text: 'the loop around recv and sendall stays as it is, and moves into the function of the thread (or into the callback for the data of one client)' },
      { points: 1, text: 'accept is in a loop of its own, which starts a thread for each client and does not wait for it' },
      { points: 1, text: 'while a client is silent, its own thread waits in recv, and the first goes on accepting' },
    ],
    example:
      'def serve(conn):\n    with conn:\n        while data := conn.recv(1024):\n            conn.sendall(data)\n\nwhile True:\n    conn, addr = server_socket.accept()\n    threading.Thread(target=serve, args=(conn,), daemon=True).start()\n\nThe loop of recv and sendall has not changed, and is in serve now. The main thread only accepts: while a client is silent, the thread of this client waits in recv, and the main thread waits in accept for the next.',
  },
} satisfies Key;
