"""A mail server for tests: Debian's aiosmtpd, and the ways in which a server can fail.

mail_server.py MODE [CERTIFICATE KEY]

Prints its port, then each mail it takes as one line of JSON. MODE: plain, starttls, tls, login (STARTTLS, name and password),
refusing (no recipient is known), later (none today), slow (says nothing), dropping (hangs up after DATA), injecting (words in the
clear behind STARTTLS).
"""

import asyncio
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Mailbox:
    def __init__(self, mode):
        self.mode = mode

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.mode == "refusing":
            return "550 5.1.1 no such mailbox"
        if self.mode == "later":
            return "450 4.2.1 mailbox busy"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.mode == "dropping":
            server.transport.close()
            return "250 never heard"
        mail = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "content": envelope.original_content.decode("ascii"),
            "encrypted": session.ssl is not None or self.mode == "tls",
            "user": getattr(session, "hub_user", None),
        }
        print(json.dumps(mail), flush=True)
        return "250 2.0.0 taken"


def authenticate(server, session, envelope, mechanism, data):
    good = isinstance(data, LoginPassword) and data.login == b"hub" and data.password == b"m\xe1\xba\xadt kh\xe1\xba\xa9u"
    session.hub_user = data.login.decode() if good else None
    return AuthResult(success=good, handled=False)


async def injecting(reader, writer):
    writer.write(b"220 here\r\n")
    await reader.readline()
    writer.write(b"250-here\r\n250 STARTTLS\r\n")
    await reader.readline()
    writer.write(b"220 go\r\n250-here\r\n250 AUTH PLAIN\r\n235 welcome\r\n250 OK\r\n250 OK\r\n354 go\r\n250 taken\r\n")
    await writer.drain()
    await reader.read()


async def slow(reader, writer):
    await reader.read()


async def main():
    mode = sys.argv[1]
    context = None
    if len(sys.argv) > 2:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[2], sys.argv[3])
    loop = asyncio.get_running_loop()
    if mode in ("injecting", "slow"):
        server = await asyncio.start_server(injecting if mode == "injecting" else slow, "127.0.0.1", 0)
    else:
        options = {"hostname": "mail.test"}
        if mode == "login":
            options |= {"tls_context": context, "require_starttls": True, "authenticator": authenticate, "auth_required": True}
        elif mode == "starttls":
            options |= {"tls_context": context, "require_starttls": True}
        secured = context if mode == "tls" else None
        server = await loop.create_server(lambda: SMTP(Mailbox(mode), **options), "127.0.0.1", 0, ssl=secured)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
