/// What lies in every pack for whoever has nothing of ours: how to verify it with plain tools, and a program that does.
enum PackGuide {
    static let text = """
        # Cách kiểm tra gói này

        Cần: Python 3, openssl, và **khóa công khai của trục, lấy từ nơi mình tin** (không phải từ gói này), trong tệp hub.pub.

            python3 verify.py hub.pub [đầu-nhật-ký-đã-giữ …]

        Gói chứng minh: (1) mỗi dòng của entries.txt là một mục nguyên văn trong nhật ký mà trục đã ký; (2) dải mục của kỳ là đủ: mã băm của \
        **mọi** mục, cả những mục không đưa vào gói, đứng trong leaves.txt và dẫn từ đầu nhật ký trước kỳ (checkpoint-before) tới đầu nhật \
        ký sau kỳ (checkpoint-after); (3) giờ của hai mục liền kề cho thấy kỳ không bị thiếu đầu, thiếu đuôi.

        Gói **không** chứng minh: mục chỉ có mã băm không nói về đơn vị này: đó là lời của trục; ai có biên nhận hay nghi ngờ thì đòi \
        trục đưa ra mục ấy. Bản trích (extracts.txt) là lời trục đã ký về một mục: phần bị che chỉ có mã băm có muối; khi trục mở hết các \
        phần che của một mục, mục ấy dựng lại được và so được với mã băm trong cây.

        # How to verify this pack

        You need Python 3, openssl, and **the hub's public key, from where you believe it** (not from this pack), in the file hub.pub.

            python3 verify.py hub.pub [kept-checkpoint …]

        | File | What |
        |---|---|
        | entries.txt | an entry on each line: its index, a space, the entry; a leaf is SHA-256(00, entry) |
        | extracts.txt | entries of which something is withheld: what may be seen, `{"withheld": base64(SHA-256(salt, value))}` for the rest, \
        the leaf, and the hub's Ed25519 signature over `lienthong-extract/1`, its name, the index, the leaf and the canonical entry, a line each |
        | leaves.txt | the hash of every entry of the range, in order, hexadecimal |
        | frontier.txt | the tree before the range: its perfect subtrees, largest first |
        | checkpoint-before, -after, -newest | signed heads (C2SP tlog-checkpoint) of the tree before the range, at its end, and of the whole journal |
        | consistency.txt | what leads from -after to -newest (RFC 6962 §2.1.2) |
        | pack.json, pack.sig | period, range, counts, and the SHA-256 of every file; the signed SHA-256 of pack.json |
        | index.html, index.csv | to be read |
        | documents/ | the packets, each under its SHA-256, when they were asked for |

        By hand: `sed -n 1p entries.txt | cut -d' ' -f2- | tr -d '\\n' | (printf '\\0'; cat) | sha256sum` gives a line of leaves.txt. Start with the \
        hashes of frontier.txt, append those of leaves.txt as RFC 6962 §2.1 has it, and the root is that of checkpoint-after; frontier.txt \
        alone gives that of checkpoint-before. Nothing of the range can be left out or put in without another root.

        The pack proves: (1) each line of entries.txt is an entry, word for word, of the journal that the hub signed; (2) the range is \
        whole; (3) by the times of the two neighbours, nothing of the period lies outside of it. It does **not** prove that an entry of which \
        only the hash is here does not concern the agency: that is the hub's word, and whoever has a receipt, or a doubt, may ask to be \
        shown that entry. An extract is the hub's signed statement about an entry; when all that is withheld of one is opened, it is made \
        whole again and compared with its hash in the tree.

        """

    /// Python's standard library, and openssl for Ed25519.
    static let program = #"""
        """Verifies an auditor's pack: python3 verify.py HUB-KEY-OR-FILE [KEPT-CHECKPOINT ...], in the pack's folder.

        Python's standard library and openssl, and nothing of the hub's.
        """

        import base64
        import hashlib
        import json
        import pathlib
        import subprocess
        import sys
        import tempfile

        here = pathlib.Path(__file__).resolve().parent
        if len(sys.argv) < 2 or sys.argv[1] in ("-h", "--help"):
            print(__doc__, file=sys.stderr)
            sys.exit(2)
        key, *kept = sys.argv[1:]
        if pathlib.Path(key).is_file():
            key = pathlib.Path(key).read_text().split()[0]
        hub, _, public = key.split("+", 2)
        # DER of an Ed25519 SubjectPublicKeyInfo (RFC 8410 section 4) up to the key.
        public = bytes.fromhex("302a300506032b6570032100") + base64.b64decode(public)[1:]


        def signed(text, signature):
            with tempfile.TemporaryDirectory() as folder:
                for name, contents in {"key": public, "text": text, "signature": signature}.items():
                    pathlib.Path(folder, name).write_bytes(contents)
                command = "openssl pkeyutl -verify -pubin -keyform DER -inkey key -rawin -in text -sigfile signature"
                return not subprocess.run(command.split(), cwd=folder, stdout=subprocess.DEVNULL).returncode


        def note(path):
            text, _, signatures = path.read_text().rpartition("\n\n")
            line = next(line for line in signatures.splitlines() if line.startswith(f"— {hub} "))
            assert signed(f"{text}\n".encode(), base64.b64decode(line.split(" ")[2])[4:]), f"{path.name} is not signed"
            return text.splitlines()


        def head(path):
            origin, size, root = note(path)[:3]
            assert origin == hub
            return int(size), base64.b64decode(root)


        def node(left, right):
            return hashlib.sha256(b"\1" + left + right).digest()


        class Edge:
            """The right edge of a tree: a hash for each bit of its size, largest first."""

            def __init__(self, size, hashes):
                self.size, self.hashes = size, hashes
                assert bin(size).count("1") == len(hashes)

            def append(self, leaf):
                self.hashes.append(leaf)
                rest = self.size
                while rest & 1:
                    right, left = self.hashes.pop(), self.hashes.pop()
                    self.hashes.append(node(left, right))
                    rest >>= 1
                self.size += 1

            def root(self):
                if not self.hashes:
                    return hashlib.sha256().digest()
                root = self.hashes[-1]
                for left in reversed(self.hashes[:-1]):
                    root = node(left, root)
                return root


        def continues(old, new, path):
            """RFC 9162 section 2.1.4.2."""
            (size, root), (newer, newest) = old, new
            if size == newer:
                return not path and root == newest
            if size == 0:
                return not path
            path = ([root] if size & (size - 1) == 0 else []) + path
            fn, sn = size - 1, newer - 1
            while fn & 1:
                fn, sn = fn >> 1, sn >> 1
            before = after = path[0]
            for step in path[1:]:
                if fn & 1 or fn == sn:
                    before, after = node(step, before), node(step, after)
                    while fn and not fn & 1:
                        fn, sn = fn >> 1, sn >> 1
                else:
                    after = node(after, step)
                fn, sn = fn >> 1, sn >> 1
            return sn == 0 and before == root and after == newest


        def lines(name):
            with open(here / name, "rb") as file:
                for line in file:
                    yield line.rstrip(b"\n")


        pack = json.loads((here / "pack.json").read_bytes())
        digest = base64.b64encode(hashlib.sha256((here / "pack.json").read_bytes()).digest()).decode()
        assert note(here / "pack.sig") == ["lienthong-audit-pack/1", digest], "pack.json was altered"
        for name, file in pack["files"].items():
            if name == "mimetype":
                continue
            with open(here / name, "rb") as opened:
                assert hashlib.file_digest(opened, "sha256").hexdigest() == file["sha256"], f"{name} was altered"

        first, end = pack["range"]["first"], pack["range"]["end"]
        before, after, newest = (head(here / f"checkpoint-{name}") for name in ("before", "after", "newest"))
        edge = Edge(first, [bytes.fromhex(line.decode()) for line in lines("frontier.txt")])
        assert before == (first, edge.root()), "frontier.txt is not the tree of checkpoint-before"
        roots = {first: edge.root()}
        leaves = {}
        wanted = {head(pathlib.Path(file)): file for file in kept}
        for index, line in enumerate(lines("leaves.txt"), first):
            leaves[index] = bytes.fromhex(line.decode())
            edge.append(leaves[index])
            if any(size == edge.size for size, _ in wanted):
                roots[edge.size] = edge.root()
        assert after == (end, edge.root()), "leaves.txt does not lead to checkpoint-after"
        path = [bytes.fromhex(line.decode()) for line in lines("consistency.txt")]
        assert continues(after, newest, path), "checkpoint-newest does not continue checkpoint-after"
        roots[end], roots[newest[0]] = after[1], newest[1]
        for (size, root), file in wanted.items():
            assert size in roots, f"the pack says nothing of the {size} entries of {file}"
            assert roots[size] == root, f"the journal does not continue {file}"

        times = {}
        for line in lines("entries.txt"):
            index, _, entry = line.partition(b" ")
            assert hashlib.sha256(b"\0" + entry).digest() == leaves[int(index)], f"entry {index.decode()} was altered"
            times[int(index)] = json.loads(entry)["at"]
        whole = len(times)
        for line in lines("extracts.txt"):
            index, _, extract = line.partition(b" ")
            extract = json.loads(extract)
            entry = json.dumps(extract["entry"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            text = f"lienthong-extract/1\n{hub}\n{int(index)}\n{extract['leaf']}\n{entry}\n"
            assert base64.b64decode(extract["leaf"]) == leaves[int(index)], f"extract {index.decode()} is of another leaf"
            assert signed(text.encode(), base64.b64decode(extract["signature"])), f"extract {index.decode()} is not signed"
            times[int(index)] = extract["entry"]["at"]
        # All times are written alike, so that they can be compared as texts.
        assert first == pack["period"]["first"] or times[first] < pack["from"], "the period begins before the range"
        assert end == pack["period"]["end"] or times[end - 1] >= pack["to"], "the period ends after the range"
        assert (whole, len(times) - whole) == (pack["whole"], pack["extracts"])
        print(f"{whole} entries, {len(times) - whole} extracts, {end - first - len(times)} left out, {end - first} proven")

        """#
}
