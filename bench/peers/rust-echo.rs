// Rust standard library, one thread per connection, flush when no input is buffered; args: PORT line|length32
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::net::{TcpListener, TcpStream};

#[inline(never)]
fn handle(m: &[u8]) -> &[u8] {
    m
}

fn lines(s: TcpStream) -> std::io::Result<()> {
    let mut r = BufReader::with_capacity(65536, s.try_clone()?);
    let mut w = BufWriter::with_capacity(65536, s);
    let mut line = Vec::new();
    loop {
        line.clear();
        if r.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        w.write_all(handle(&line[..line.len() - 1]))?;
        w.write_all(b"\n")?;
        if r.buffer().is_empty() {
            w.flush()?;
        }
    }
}

fn lengths(s: TcpStream) -> std::io::Result<()> {
    let mut r = BufReader::with_capacity(65536, s.try_clone()?);
    let mut w = BufWriter::with_capacity(65536, s);
    let mut body = Vec::new();
    let mut head = [0u8; 4];
    loop {
        r.read_exact(&mut head)?;
        let n = u32::from_be_bytes(head) as usize;
        if n > 1 << 20 {
            return Ok(());
        }
        body.resize(n, 0);
        r.read_exact(&mut body)?;
        let reply = handle(&body);
        w.write_all(&(reply.len() as u32).to_be_bytes())?;
        w.write_all(reply)?;
        if r.buffer().is_empty() {
            w.flush()?;
        }
    }
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let by_length = args.get(2).map(|s| s == "length32").unwrap_or(false);
    let l = TcpListener::bind(("127.0.0.1", args[1].parse::<u16>().unwrap())).unwrap();
    for s in l.incoming() {
        let s = s.unwrap();
        s.set_nodelay(true).unwrap();
        std::thread::Builder::new()
            .stack_size(128 * 1024)
            .spawn(move || {
                let _ = if by_length { lengths(s) } else { lines(s) };
            })
            .unwrap();
    }
}
