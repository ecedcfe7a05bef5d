#!/usr/bin/env python3
"""Load on `nutgraf serve` over loopback: requests a second, latencies, and memory.

    cargo build --release
    python3 benches/serve.py target/release/nutgraf --requests 100000 --idle 1000 --hostile

With --hostile, clients that mean no good come last: slow ones, which send a byte a second, a body that is said to be a gigabyte, one
that is sent in chunks without end, and more connections than the server takes. Between them a request is timed.

Clients are threads of one process with a kept connection each, and post the same draft of so many bytes. Memory is what /proc says of
the server after each tenth of the requests. Python's clients take a part of the same cores: the server alone can do more.
"""

import argparse
import json
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def draft(size):
    """A draft of about `size` bytes, of the articles in corpora/."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpora").glob("*.txt"))]
    text = "\n\n".join(texts)
    while len(text.encode()) < size:
        text += "\n\n" + text
    return text.encode()[:size].decode("utf-8", "ignore")


def client(address, request, count, times, gate):
    host, port = address
    stream = socket.create_connection((host, port))
    stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    file = stream.makefile("rb", buffering=1 << 16)
    gate.wait()
    for _ in range(count):
        begun = time.perf_counter()
        stream.sendall(request)
        status = file.readline()
        length = 0
        while (line := file.readline()) not in (b"\r\n", b""):
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        file.read(length)
        if b" 200 " not in status:
            raise SystemExit(f"the server said {status!r}")
        times.append(time.perf_counter() - begun)


def memory(pid):
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) / 1024


def once(address, request):
    """The status and the seconds of one request on a connection of its own."""
    begun = time.perf_counter()
    with socket.create_connection(address, timeout=60) as stream:
        stream.sendall(request)
        status = stream.makefile("rb").readline().decode("latin-1").strip()
    return status.removeprefix("HTTP/1.1 "), time.perf_counter() - begun


def slow(address, head, seconds):
    """How a client that sends a byte a second is ended, and when."""
    begun = time.perf_counter()
    with socket.create_connection(address, timeout=1) as stream:
        for byte in (head.encode() + b"x" * 10_000)[: int(4 * seconds)]:
            try:
                stream.sendall(bytes([byte]))
                answer = stream.recv(1000)
                return answer.split(b"\r\n")[0].decode("latin-1") or "closed", time.perf_counter() - begun
            except TimeoutError:
                continue
            except OSError as error:
                return f"closed ({error.strerror})", time.perf_counter() - begun
    return "still open", time.perf_counter() - begun


def chunks(address, host, path):
    """How many bytes in chunks are taken before the server ends it, and how."""
    sent, chunk = 0, b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    with socket.create_connection(address, timeout=60) as stream:
        head = f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        stream.sendall(head.encode())
        try:
            while sent < 1_000_000_000:
                stream.sendall(chunk)
                sent += 0x10000
        except OSError as error:
            how = error.strerror
        else:
            how = "all was taken"
        try:
            return sent, stream.recv(100).split(b"\r\n")[0].decode("latin-1") or how
        except OSError:
            return sent, how


def hostile(args, server, address, host, head, request):
    """Clients that mean no good; a usual request beside each."""

    def beside(what):
        status, seconds = once(address, request)
        print(f"{what}; a request then: {status}, {1000 * seconds:.0f} ms, {memory(server.pid):.1f} MB", flush=True)

    ends, workers = [], []
    for _ in range(50):
        worker = threading.Thread(target=lambda: ends.append(slow(address, head, args.request_timeout)))
        workers.append(worker)
        worker.start()
    time.sleep(1)
    beside("50 slow clients are at work")
    for worker in workers:
        worker.join()
    seconds = sorted(seconds for _, seconds in ends)
    said = sorted({end for end, _ in ends})
    beside(f"50 slow clients, ended after {seconds[0]:.1f} to {seconds[-1]:.1f} s: {', '.join(said)}")
    huge = head.replace(f"Content-Length: {len(request) - len(head)}", "Content-Length: 1000000000")
    status, seconds = once(address, huge.encode())
    beside(f"a body that is said to be 1 GB: {status}, {1000 * seconds:.0f} ms")
    sent, how = chunks(address, host, args.path)
    beside(f"a body in chunks without end: {sent:,} bytes sent, {how}")
    more = []
    for _ in range(1_100):
        try:
            more.append(socket.create_connection(address, timeout=5))
        except OSError:
            break
    time.sleep(0.5)
    print(f"{len(more)} more connections, {memory(server.pid):.1f} MB", flush=True)
    for stream in more:
        stream.close()
    time.sleep(0.5)
    beside("those closed")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--bytes", type=int, default=10_000)
    parser.add_argument("--path", default="/v1/audit")
    parser.add_argument("--idle", type=int, default=0, help="connections that stand open beside")
    parser.add_argument("--hostile", action="store_true", help="clients that mean no good, at the end")
    parser.add_argument("--request-timeout", type=int, default=10, help="that of the server, in seconds")
    args = parser.parse_args()
    command = [args.program, "serve", "--listen", "127.0.0.1:0", "--no-config", "--quiet"]
    command += ["--request-timeout", str(args.request_timeout)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        host, port = server.stdout.readline().strip().removeprefix("http://").rstrip("/").split(":")
        address = (host, int(port))
        idle = [socket.create_connection(address) for _ in range(args.idle)]
        body = json.dumps({"text": draft(args.bytes)}).encode()
        head = (
            f"POST {args.path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        print(f"{0:>8} requests  {memory(server.pid):6.1f} MB", flush=True)
        times, tenth = [], max(1, args.requests // 10 // args.clients)
        begun = time.perf_counter()
        for part in range(10):
            gate = threading.Event()
            workers = [
                threading.Thread(target=client, args=(address, head.encode() + body, tenth, times, gate))
                for _ in range(args.clients)
            ]
            for worker in workers:
                worker.start()
            gate.set()
            for worker in workers:
                worker.join()
            print(f"{len(times):>8} requests  {memory(server.pid):6.1f} MB", flush=True)
        seconds = time.perf_counter() - begun
        times.sort()
        at = lambda share: 1000 * times[min(len(times) - 1, int(share * len(times)))]
        print(f"{len(times)} requests of {len(body)} bytes, {args.clients} clients, {len(idle)} idle connections")
        print(f"{len(times) / seconds:.0f} a second; p50 {at(.5):.1f} ms, p99 {at(.99):.1f} ms, longest {1000 * times[-1]:.1f} ms")
        cpu = Path(f"/proc/{server.pid}/stat").read_text().rsplit(")", 1)[1].split()
        print(f"{(int(cpu[11]) + int(cpu[12])) / 100 / len(times) * 1000:.2f} ms of CPU a request")
        for stream in idle:
            stream.close()
        if args.hostile:
            hostile(args, server, address, host, head, head.encode() + body)
    finally:
        server.terminate()
        server.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
