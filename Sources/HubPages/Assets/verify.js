// Verifies the journal in the reader's own browser: RFC 6962 trees over C2SP tlog-tiles, Ed25519 signed notes. Nothing that the
// hub says of itself is believed but what these sums show.
"use strict";

(() => {
    const form = document.querySelector("[data-verifier]");
    if (!form) return;
    const result = form.querySelector(".result");
    const vi = document.documentElement.lang === "vi";
    const say = (kind, text) => { result.className = "result notice " + kind; result.textContent = text; };

    const bytes = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const same = (a, b) => a.length === b.length && a.every((byte, index) => byte === b[index]);
    const joined = (...parts) => {
        const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
        let at = 0;
        for (const part of parts) { all.set(part, at); at += part.length; }
        return all;
    };
    const sha256 = async (data) => new Uint8Array(await crypto.subtle.digest("SHA-256", data));
    const leafHash = (entry) => sha256(joined(Uint8Array.of(0), entry));
    const nodeHash = (left, right) => sha256(joined(Uint8Array.of(1), left, right));
    const utf8 = (text) => new TextEncoder().encode(text);

    class Refuted extends Error {}

    // name+hash+base64(1 + 32 bytes): C2SP signed-note.
    const readKey = async (text) => {
        const parts = text.trim().split("+");
        const [name, hash] = parts;
        const key = bytes(parts.slice(2).join("+"));
        if (parts.length < 3 || key.length !== 33 || key[0] !== 1) throw new Refuted(vi ? "Khóa không đúng dạng." : "The key is malformed.");
        const id = (await sha256(joined(utf8(name + "\n"), key))).slice(0, 4);
        if ([...id].map((b) => b.toString(16).padStart(2, "0")).join("") !== hash) throw new Refuted(vi ? "Khóa bị gõ sai." : "The key is mistyped.");
        return { name, id, key: await crypto.subtle.importKey("raw", key.slice(1), "Ed25519", false, ["verify"]) };
    };

    const readHead = async (note, key) => {
        const split = note.lastIndexOf("\n\n") + 1;
        const body = note.slice(0, split);
        for (const line of note.slice(split + 1).split("\n")) {
            const match = /^— (\S+) (\S+)$/.exec(line);
            if (!match || match[1] !== key.name) continue;
            const signature = bytes(match[2]);
            if (!same(signature.slice(0, 4), key.id)) continue;
            if (!await crypto.subtle.verify("Ed25519", key.key, signature.slice(4), utf8(body))) break;
            const [origin, size, root] = body.split("\n");
            if (origin !== key.name) break;
            return { size: Number(size), root: bytes(root) };
        }
        throw new Refuted(vi ? "Đầu nhật ký KHÔNG do khóa này ký." : "The head is NOT signed by this key.");
    };

    // tile/0/x001/x234/067.p/12
    const address = (place, number, width) => {
        const groups = [String(number % 1000).padStart(3, "0")];
        for (let rest = Math.floor(number / 1000); rest > 0; rest = Math.floor(rest / 1000)) groups.unshift("x" + String(rest % 1000).padStart(3, "0"));
        return `/journal/tile/${place}/${groups.join("/")}${width < 256 ? `.p/${width}` : ""}`;
    };

    class Tree {
        constructor(size) { this.size = size; this.tiles = new Map(); }

        async fetched(path) {
            const answer = await fetch(path);
            if (!answer.ok) throw new Refuted((vi ? "Thiếu một phần của cây: " : "A part of the tree is missing: ") + path);
            return new Uint8Array(await answer.arrayBuffer());
        }

        async tile(level, number) {
            const width = Math.min(256, Math.floor(this.size / 256 ** level) - number * 256);
            const path = address(level, number, width);
            if (!this.tiles.has(path)) this.tiles.set(path, this.fetched(path));
            return this.tiles.get(path);
        }

        // The hash over the leaves from index * 2^height on, 2^height of them.
        async node(height, index) {
            const level = Math.floor(height / 8);
            const count = 2 ** (height % 8);
            const first = index * count;
            const tile = await this.tile(level, Math.floor(first / 256));
            let row = Array.from({ length: count }, (_, i) => tile.slice((first % 256 + i) * 32, (first % 256 + i + 1) * 32));
            while (row.length > 1) {
                row = await Promise.all(Array.from({ length: row.length / 2 }, (_, i) => nodeHash(row[2 * i], row[2 * i + 1])));
            }
            return row[0];
        }

        // The hash over leaves start ..< end, in which the hashes of `known` leaves stand for what the tiles say of them.
        async range(start, end, known) {
            const size = end - start;
            const concerned = known && [...known.keys()].some((leaf) => leaf >= start && leaf < end);
            if (size === 1 && concerned) return known.get(start);
            const height = Math.floor(Math.log2(size) + 1e-9);
            if (2 ** height === size && !concerned) return this.node(height, start / size);
            const split = start + (2 ** height === size ? size / 2 : 2 ** height);
            return nodeHash(await this.range(start, split, known), await this.range(split, end, known));
        }
    }

    const shown = () => [...document.querySelectorAll("[data-entry]")].map((row) => ({ index: Number(row.dataset.row), entry: utf8(row.dataset.entry) }));

    const verifyShown = async (head) => {
        const tree = new Tree(head.size);
        const entries = shown();
        const known = new Map();
        for (const { index, entry } of entries) known.set(index, await leafHash(entry));
        if (!same(await tree.range(0, head.size, known), head.root)) {
            throw new Refuted(vi ? "Các mục đang xem KHÔNG khớp với đầu nhật ký đã ký." : "The entries shown do NOT fit the signed head.");
        }
        return vi ? `✓ ${entries.length} mục đang xem đúng là của nhật ký ${head.size} mục đã ký.` : `✓ The ${entries.length} entries shown are of the signed journal of ${head.size} entries.`;
    };

    // From the first entry to the last, with as little memory as a frontier takes.
    const verifyAll = async (head) => {
        const tree = new Tree(head.size);
        const frontier = [];
        for (let number = 0; number * 256 < head.size; number += 1) {
            const width = Math.min(256, head.size - number * 256);
            const bundle = await tree.fetched(address("entries", number, width));
            let at = 0;
            for (let index = 0; index < width; index += 1) {
                const length = bundle[at] * 256 + bundle[at + 1];
                let node = { height: 0, hash: await leafHash(bundle.slice(at + 2, at + 2 + length)) };
                at += 2 + length;
                while (frontier.length && frontier.at(-1).height === node.height) {
                    node = { height: node.height + 1, hash: await nodeHash(frontier.pop().hash, node.hash) };
                }
                frontier.push(node);
            }
            if (at !== bundle.length) throw new Refuted((vi ? "Gói mục bị hỏng: " : "A bundle is damaged: ") + number);
            if (number % 20 === 0) say("", `${number * 256 + width} / ${head.size}`);
        }
        let root = frontier.pop().hash;
        while (frontier.length) root = await nodeHash(frontier.pop().hash, root);
        if (!same(root, head.root)) throw new Refuted(vi ? "Nhật ký KHÔNG khớp với đầu nhật ký đã ký." : "The journal does NOT fit its signed head.");
        return vi ? `✓ Toàn bộ ${head.size} mục khớp với đầu nhật ký đã ký.` : `✓ All ${head.size} entries fit the signed head.`;
    };

    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        delete form.dataset.sent;
        say("", vi ? "Đang kiểm chứng …" : "Verifying …");
        try {
            const key = await readKey(form.elements.key.value);
            const answer = await fetch("/journal/checkpoint");
            const head = await readHead(await answer.text(), key);
            say("well", await (event.submitter?.value === "all" ? verifyAll : verifyShown)(head));
        } catch (error) {
            say("wrong", "✗ " + (error instanceof Refuted ? error.message : (vi ? "Không kiểm chứng được: " : "Could not verify: ") + error.message));
        }
    });
})();
