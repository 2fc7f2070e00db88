// What makes the pages livelier. Every page works without it.
"use strict";

(() => {
    const $ = (selector, root = document) => root.querySelector(selector);
    const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

    // Files are loaded when somebody opens them.
    document.addEventListener("toggle", (event) => {
        if (!event.target.open) return;
        const place = $("[data-preview]", event.target);
        if (!place || $("iframe", place)) return;
        const frame = document.createElement("iframe");
        frame.src = place.dataset.preview;
        frame.title = place.dataset.title;
        place.prepend(frame);
    }, true);

    // A form is sent once, however often its button is pressed.
    document.addEventListener("submit", (event) => {
        if (event.target.dataset.sent) return event.preventDefault();
        event.target.dataset.sent = "1";
    });
    addEventListener("pageshow", () => $$("form[data-sent]").forEach((form) => delete form.dataset.sent));

    // The keyboard: / searches, the arrows walk through a list, Enter opens.
    const rows = () => $$(".list tbody tr");
    const select = (row) => {
        rows().forEach((other) => other.classList.toggle("selected", other === row));
        const link = row && $("a", row);
        if (link) { link.focus(); row.scrollIntoView({ block: "nearest" }); }
    };
    document.addEventListener("keydown", (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
        const search = $("input[type=search]");
        if (event.key === "/" && search) { event.preventDefault(); search.focus(); search.select(); }
        if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
        const all = rows();
        if (!all.length) return;
        const now = all.findIndex((row) => row.contains(document.activeElement));
        const next = event.key === "ArrowDown" ? Math.min(now + 1, all.length - 1) : Math.max(now - 1, 0);
        event.preventDefault();
        select(all[next]);
    });

    // A menu closes when one goes elsewhere.
    document.addEventListener("click", (event) => {
        $$(".person details[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
    });
    document.addEventListener("keydown", (event) => {
        if (event.key === "Escape") $$(".person details[open]").forEach((menu) => { menu.open = false; $("summary", menu).focus(); });
    });

    // News: the hub says which page has changed, and what is shown is fetched again.
    const live = document.body.dataset.live;
    if (!live || !$("[data-refresh]")) return;
    const state = $(".live-state");
    const words = document.documentElement.lang === "vi"
        ? { lost: "Mất kết nối, đang nối lại …", stale: "Số liệu có thể đã cũ." }
        : { lost: "Connection lost, trying again …", stale: "What is shown may be old." };
    let pending;
    const refresh = async () => {
        pending = undefined;
        const answer = await fetch(location.href, { headers: { "X-Refresh": "1" }, redirect: "manual" });
        if (!answer.ok) { state.textContent = words.stale; return; }
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
        const focused = document.activeElement?.getAttribute("href");
        for (const part of $$("[data-refresh]")) {
            const other = $(`[data-refresh="${part.dataset.refresh}"]`, fresh);
            if (!other || other.innerHTML === part.innerHTML) continue;
            const before = new Map($$("[data-row]", part).map((row) => [row.dataset.row, row.innerHTML]));
            part.replaceChildren(...[...other.childNodes].map((node) => document.importNode(node, true)));
            for (const row of $$("[data-row]", part)) {
                if (before.get(row.dataset.row) !== row.innerHTML) row.classList.add("changed");
            }
        }
        if (focused) $(`[href="${CSS.escape(focused)}"]`)?.focus();
    };
    const source = new EventSource(live);
    source.addEventListener("changed", () => { pending ??= setTimeout(refresh, 300); });
    source.addEventListener("open", () => {
        if (state.textContent) { state.textContent = ""; pending ??= setTimeout(refresh, 0); }
    });
    source.addEventListener("error", () => { state.textContent = words.lost; });
})();
