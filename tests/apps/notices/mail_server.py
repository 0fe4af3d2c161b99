"""A mail server on 127.0.0.1 that keeps what it gets, and refuses as it is told."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Received:
    """`answer`: what is said to each receiver, 250 where it is taken."""

    port: int = 0
    answer: str = "250 ok"
    mails: list[tuple[list[str], EmailMessage]] = field(default_factory=list)


@contextmanager
def mail_server() -> Iterator[Received]:
    received = Received()

    class Session(socketserver.StreamRequestHandler):
        def say(self, text: str) -> None:
            self.wfile.write(f"{text}\r\n".encode())

        def handle(self) -> None:
            self.say("220 test")
            receivers: list[str] = []
            while line := self.rfile.readline().decode().rstrip("\r\n"):
                word = line[:4].upper()
                if word == "RCPT":
                    receivers.append(line[8:].strip("<>"))
                    self.say(received.answer)
                elif word == "DATA":
                    self.say("354 go on")
                    lines = []
                    while (one := self.rfile.readline().rstrip(b"\r\n")) != b".":
                        lines.append(one)
                    mail = message_from_bytes(b"\n".join([*lines, b""]), policy=policy.default)
                    received.mails.append((receivers, mail))
                    receivers = []
                    self.say("250 kept")
                elif word == "QUIT":
                    return self.say("221 bye")
                else:
                    self.say("250 ok")

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session)
    server.daemon_threads = True
    received.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield received
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
