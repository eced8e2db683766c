// Go net with bufio, one goroutine per connection, flush when no input is buffered; args: PORT line|length32
package main

import (
	"bufio"
	"encoding/binary"
	"io"
	"net"
	"os"
)

func handle(m []byte) []byte { return m }

func lines(c net.Conn) {
	defer c.Close()
	r, w := bufio.NewReaderSize(c, 65536), bufio.NewWriterSize(c, 65536)
	for {
		line, err := r.ReadSlice('\n')
		if err == bufio.ErrBufferFull {
			head := append([]byte(nil), line...)
			var rest []byte
			rest, err = r.ReadBytes('\n')
			line = append(head, rest...)
		}
		if err != nil {
			return
		}
		w.Write(handle(line[:len(line)-1]))
		w.WriteByte('\n')
		if r.Buffered() == 0 && w.Flush() != nil {
			return
		}
	}
}

func lengths(c net.Conn) {
	defer c.Close()
	r, w := bufio.NewReaderSize(c, 65536), bufio.NewWriterSize(c, 65536)
	var head [4]byte
	var body []byte
	for {
		if _, err := io.ReadFull(r, head[:]); err != nil {
			return
		}
		n := int(binary.BigEndian.Uint32(head[:]))
		if n > 1<<20 {
			return
		}
		if cap(body) < n {
			body = make([]byte, n)
		}
		body = body[:n]
		if _, err := io.ReadFull(r, body); err != nil {
			return
		}
		reply := handle(body)
		binary.BigEndian.PutUint32(head[:], uint32(len(reply)))
		w.Write(head[:])
		w.Write(reply)
		if r.Buffered() == 0 && w.Flush() != nil {
			return
		}
	}
}

func main() {
	l, err := net.Listen("tcp", "127.0.0.1:"+os.Args[1])
	if err != nil {
		panic(err)
	}
	serve := lines
	if len(os.Args) > 2 && os.Args[2] == "length32" {
		serve = lengths
	}
	for {
		c, err := l.Accept()
		if err != nil {
			panic(err)
		}
		go serve(c)
	}
}
