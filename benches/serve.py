#!/usr/bin/env python3
"""Load on `nutgraf serve` over loopback: requests a second, latencies, and memory.

    cargo build --release
    python3 benches/serve.py target/release/nutgraf --requests 100000

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


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--bytes", type=int, default=10_000)
    parser.add_argument("--path", default="/v1/audit")
    parser.add_argument("--idle", type=int, default=0, help="connections that stand open beside")
    args = parser.parse_args()
    server = subprocess.Popen(
        [args.program, "serve", "--listen", "127.0.0.1:0", "--no-config", "--quiet"], stdout=subprocess.PIPE, text=True
    )
    try:
        host, port = server.stdout.readline().strip().removeprefix("http://").rstrip("/").split(":")
        address = (host, int(port))
        idle = [socket.create_connection(address) for _ in range(args.idle)]
        body = json.dumps({"text": draft(args.bytes)}).encode()
        head = (
            f"POST {args.path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
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
    finally:
        server.terminate()
        server.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
